import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const child = join(dirname(fileURLToPath(import.meta.url)), 'child.ts');

/**
 * Run modules, each in its own folder and from the sources of our packages: those of one list one after the other in one fresh Node process.
 *
 * @returns for each module `undefined`, or what it threw
 */
export async function runModules(processes: readonly (readonly string[])[]): Promise<Map<string, string | undefined>> {
  const waiting = processes.filter((modules) => modules.length > 0);
  const results = new Map<string, string | undefined>();
  const work = async () => {
    for (let modules = waiting.shift(); modules; modules = waiting.shift()) await runProcess(modules, results);
  };
  await Promise.all([work(), work()]);
  return results;
}

function runProcess(modules: readonly string[], results: Map<string, string | undefined>): Promise<void> {
  return new Promise((resolve) => {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const running = fork(child, [...modules], {
      execArgv: ['--conditions=@latentkit/source', '--import', loader],
      cwd: dirname(modules[0] as string),
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let output = '';
    for (const stream of [running.stdout, running.stderr]) {
      stream?.on('data', (text) => {
        output += text;
      });
    }
    running.on('message', ({ module, error }: { module: string; error?: string }) => results.set(module, error));
    running.on('close', (code) => {
      const ended = `the process ended with code ${code} before this had run\n${output}`;
      for (const module of modules) if (!results.has(module)) results.set(module, ended);
      resolve();
    });
  });
}
