import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeBlocks } from './codeBlocks.ts';
import { makeProject } from './project.ts';
import { runModules } from './runModules.ts';
import { root } from './workspace.ts';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'latentkit-flags-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The `latentkit` lines of the pages of docs, without comments. */
const lines = ['docs', 'docs/data', 'docs/lectures', 'docs/fr/lectures'].flatMap((group) =>
  readdirSync(join(root, group))
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => {
      const blocks = codeBlocks(readFileSync(join(root, group, name), 'utf8')).filter(
        ({ language }) => language === 'sh',
      );
      const texts = blocks.flatMap(({ code }) => code.replaceAll('\\\n', ' ').split('\n'));
      return texts
        .map((text) => /^(?:npx )?latentkit ([a-z].*)/.exec(text.replace(/(^|\s)#.*/, ''))?.[1]?.trim())
        .filter((text) => text !== undefined)
        .map((text) => [`${group}/${name}: latentkit ${text}`, text] as const);
    }),
);

/** Which help a line is to be found in: that of the command, of `train` that of the model. */
function helpOf(line: string): string {
  const [command = '', second = '--'] = line.split(/\s+/);
  return command === 'train' && !second.startsWith('-') ? `${command} ${second}` : command;
}

let helps: Readonly<Record<string, string>>;
beforeAll(async () => {
  makeProject(folder, []);
  const [module, out] = [join(folder, 'helps.ts'), join(folder, 'helps.json')];
  const wanted = [...new Set(lines.map(([, line]) => helpOf(line)))];
  writeFileSync(
    module,
    `import { writeFileSync } from 'node:fs';
import { run } from ${JSON.stringify(join(root, 'apps', 'cli', 'src', 'cli.ts'))};
const write = process.stdout.write.bind(process.stdout);
const helps: Record<string, string> = {};
for (const name of ${JSON.stringify(wanted)}) {
  helps[name] = '';
  process.stdout.write = ((text: string) => { helps[name] += text; return true; }) as typeof process.stdout.write;
  const code = await run([...name.split(' '), '--help']);
  if (code !== 0) helps[name] = '';
}
process.stdout.write = write;
writeFileSync(${JSON.stringify(out)}, JSON.stringify(helps));
`,
  );
  const outcome = (await runModules([[module]])).get(module);
  if (outcome) throw new Error(outcome);
  helps = JSON.parse(readFileSync(out, 'utf8'));
}, 120_000);

it.for(lines)('%s is a command with these flags', ([, line]) => {
  const help = helps[helpOf(line)] ?? '';
  expect(help).not.toBe('');
  const flags = line.split(/\s+/).filter((word) => word.startsWith('--'));
  expect(flags.filter((flag) => !help.includes(flag))).toEqual([]);
});
