import type { FullCatalogue } from '@latentkit/catalogue';
import { withDump } from '@latentkit/compile';
import { common, modelOf, runSpec, shapeOf, trainRun } from '@latentkit/runs';
import { Command } from 'commander';
import { forWorkers } from '../cluster/forWorkers.ts';
import { withRounds } from '../cluster/sharedRounds.ts';
import { chooseEngine } from '../engines/chooseEngine.ts';
import { readConfigFile } from '../spec/configFile.ts';
import { addTrainingFlags, fromFile } from '../spec/flags.ts';
import { checkCompiled, dumpFolder } from '../train/dumpFolder.ts';
import { followRun } from '../train/followRun.ts';
import { type Say, whileTraining } from '../train/whileTraining.ts';

type Flags = Readonly<Record<string, unknown>> & {
  readonly config?: string;
  readonly out?: string;
  readonly dumpGraph?: string;
  readonly tensorboard?: boolean;
  readonly report: boolean;
  readonly queue?: string;
};

/** `latentkit train <model> [flags]`, or `latentkit train --config <file>` with the model in the file. */
export function trainCommand(catalogue: FullCatalogue): Command {
  const { models } = catalogue;
  const command = new Command('train')
    .enablePositionalOptions()
    .argument('[model]', 'which model (`latentkit models` lists them)')
    .addHelpText('after', '\nFlags of a model: latentkit train <model> --help');
  withRunFlags(addTrainingFlags(command, common)).action((name: string | undefined, flags: Flags) =>
    start(name, flags, catalogue),
  );
  for (const [name, entry] of Object.entries(models)) {
    const ofModel = new Command(name).description(entry.summary);
    withRunFlags(addTrainingFlags(ofModel, shapeOf(entry)));
    command.addCommand(
      ofModel.action((flags: Flags) => start(name, flags, catalogue)),
      { hidden: true },
    );
  }
  return command;
}

function withRunFlags(command: Command): Command {
  return command
    .optionsGroup('Run:')
    .option(
      '--config <file>',
      'YAML or JSON with the same keys as the flags (batchSize for --batch-size); flags win over it',
    )
    .option('--out <folder>', 'run folder, new or empty (default: runs/<model>-<data>)')
    .option('--dump-graph <folder>', 'write the compiled training step: step.onnx, and step.txt to read')
    .option(
      '--queue <address>',
      'for training with --workers: the queue of their worker processes, redis://…, rediss://… or postgres://… (default: LATENTKIT_QUEUE, else processes on this machine)',
    )
    .option('--tensorboard', 'also write event files for TensorBoard (in tensorboard/ of the run)')
    .option('--no-report', 'skip the figures and report.html at the end (`latentkit report` writes them later)');
}

async function start(
  name: string | undefined,
  { config, out, dumpGraph, tensorboard = false, report, queue, ...flags }: Flags,
  catalogue: FullCatalogue,
): Promise<void> {
  const file = config === undefined ? {} : await readConfigFile(config);
  const where = name === undefined && config !== undefined ? `${config}, model` : 'train <model>';
  const model = name ?? file.model;
  const shape = shapeOf(modelOf(catalogue, model, where));
  const given = { model: model as string, ...flags };
  const written = fromFile(shape, file);
  const asked = runSpec(catalogue, given, { file: written, ...(config !== undefined && { fileName: config }) });
  const spec = forWorkers(asked, { ...written, ...flags });
  await whileTraining(async (signal, say) => {
    const engine = dumpGraph === undefined ? {} : { engine: await dumping(dumpGraph, spec, say) };
    return withRounds(spec, { queue, catalogue, notice: say }, async (doRound) => {
      if (spec.learningRate !== asked.learningRate)
        say(`${spec.workers} workers: learning rate ${spec.learningRate} each (another by --learning-rate)`);
      const events = trainRun({
        spec,
        catalogue,
        signal,
        ...engine,
        ...doRound,
        ...(out !== undefined && { folder: out }),
      });
      return followRun(events, { catalogue, tensorboard, report, say });
    });
  });
}

/** The engine of a spec, which writes the graph of the first step of training. */
async function dumping(path: string, spec: Parameters<typeof chooseEngine>[2] & { engine: string }, say: Say) {
  const chosen = await chooseEngine(spec.engine, say, spec);
  checkCompiled(chosen);
  return { ...chosen, engine: withDump(chosen.engine, { write: await dumpFolder(path), notice: say }) };
}
