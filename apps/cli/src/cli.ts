import { createRequire } from 'node:module';
import { Command } from 'commander';
import { commands } from './commands.ts';
import { excessArguments } from './excessArguments.ts';
import { failure } from './failure.ts';
import type { Known } from './known.ts';
import { missing } from './missing.ts';
import { loadPlugins } from './plugins/loadPlugins.ts';
import { unknownFlag } from './unknownFlag.ts';

const require = createRequire(import.meta.url);

/** Run the command line; errors become one line on stderr. @returns the exit code */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const { rest, added } = await loadPlugins(args);
    let made: ReturnType<Known['catalogue']> | undefined;
    const load = async () => (await import('@latentkit/catalogue')).catalogue(added);
    const program = await cli(rest, { added, catalogue: () => (made ??= load()) });
    await program.parseAsync(rest, { from: 'user' }).catch(async (error) => {
      if (error.code === 'commander.unknownOption') throw await unknownFlag(error, program, rest);
      if (error.code === 'commander.excessArguments') throw excessArguments(program, rest);
      throw missing(error, program, rest) ?? error;
    });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    const { exitCode, line } = failure(error);
    if (line) process.stderr.write(`${line}\n`);
    return exitCode;
  }
}

/** Every command by name and description; the one that the arguments call, whole. */
async function cli(args: readonly string[], known: Known): Promise<Command> {
  const program = new Command('latentkit')
    .description('Train, inspect and share autoencoders, VAEs and energy-based models.')
    .version(require('latentkit/package.json').version)
    .option('--plugin <file or package>', 'add the models, data sets, costs … of a module; may be repeated')
    // Flags after a command's name are that command's, not its parent's of the same name.
    .enablePositionalOptions()
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .addHelpText('after', '\nStart with: latentkit demo, or latentkit train autoencoder --data mnist');
  const [first, second] = args.filter((arg) => !arg.startsWith('-'));
  const called = first === 'help' ? second : first;
  for (const [heading, group] of Object.entries(commands)) {
    for (const [name, { about, load, hidden = false }] of Object.entries(group)) {
      const command = name === called ? await load(known) : new Command(name);
      program.addCommand(command.description(about).helpGroup(heading), { hidden });
    }
  }
  program.commandsGroup('Help:').helpCommand('help [command]', "show a command's help");
  quiet(program);
  return program;
}

/** Errors are thrown, not printed: `failure` says them in our words. Settings are not inherited by added commands. */
function quiet(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => {} });
  command.commands.forEach(quiet);
}
