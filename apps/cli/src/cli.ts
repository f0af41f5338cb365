import { catalogue, type FullCatalogue } from '@latentkit/catalogue';
import { ownVersion } from '@latentkit/runs';
import { Command } from 'commander';
import { compareCommand } from './commands/compare.ts';
import { datasetsCommand } from './commands/datasets.ts';
import { decodeCommand } from './commands/decode.ts';
import { doctorCommand } from './commands/doctor.ts';
import { encodeCommand } from './commands/encode.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { exploreCommand } from './commands/explore.ts';
import { exportCommand } from './commands/export.ts';
import { figureCommand } from './commands/figure.ts';
import { imagineCommand } from './commands/imagine.ts';
import { initCommand } from './commands/init.ts';
import { modelsCommand } from './commands/models.ts';
import { reconstructCommand } from './commands/reconstruct.ts';
import { reportCommand } from './commands/report.ts';
import { resumeCommand } from './commands/resume.ts';
import { runsCommand } from './commands/runs.ts';
import { sampleCommand } from './commands/sample.ts';
import { scoreCommand } from './commands/score.ts';
import { trainCommand } from './commands/train.ts';
import { failure } from './failure.ts';
import { loadPlugins } from './plugins/loadPlugins.ts';

/** Run the command line; errors become one line on stderr. @returns the exit code */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const { rest, added } = await loadPlugins(args);
    await cli(catalogue(added)).parseAsync(rest, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    const { exitCode, line } = failure(error);
    if (line) process.stderr.write(`${line}\n`);
    return exitCode;
  }
}

function cli(known: FullCatalogue): Command {
  const program = new Command('latentkit')
    .description('Generative models that train at native speed wherever Node runs.')
    .version(ownVersion())
    .option('--plugin <file or package>', 'add models, data sets, costs … of a module; may be repeated')
    // Flags after a command's name are that command's, not its parent's of the same name.
    .enablePositionalOptions()
    .addHelpText('after', '\nStart with: latentkit train autoencoder --data mnist');
  for (const command of [
    initCommand(known),
    trainCommand(known),
    resumeCommand(known),
    evaluateCommand(known),
    scoreCommand(known),
    reconstructCommand(known),
    encodeCommand(known),
    decodeCommand(known),
    sampleCommand(known),
    imagineCommand(known),
    figureCommand(known),
    reportCommand(known),
    runsCommand(),
    compareCommand(known),
    exportCommand(known),
    exploreCommand(known),
    modelsCommand(known),
    datasetsCommand(known),
    doctorCommand(),
  ]) {
    program.addCommand(command);
  }
  quiet(program);
  return program;
}

/** Errors are thrown, not printed: `failure` says them in our words. Settings are not inherited by added commands. */
function quiet(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => {} });
  command.commands.forEach(quiet);
}
