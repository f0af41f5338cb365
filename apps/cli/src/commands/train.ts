import { Command } from 'commander';
import { withData } from '@latentkit/catalogue';
import { checkDomain } from '../catalogue/domains.ts';
import { type Loaded, sayStreamed, trainingOf } from '@latentkit/runs';
import { type ModelName, models } from '@latentkit/catalogue';
import { chooseEngine } from '../engines/chooseEngine.ts';
import { terminalProgress } from '../progress/terminalProgress.ts';
import { defaultFolder } from '@latentkit/runs/internal';
import { checkCompiled, dumpFolder } from '../run/dumpFolder.ts';
import { plan } from '../run/plan.ts';
import { createRunFolder } from '@latentkit/runs/internal';
import { whileLocked } from '@latentkit/runs';
import { startRun } from '../run/startRun.ts';
import { common } from '@latentkit/runs';
import { readConfigFile } from '../spec/configFile.ts';
import { addFlags } from '../spec/flags.ts';
import { modelName, type RunSpec, runSpec, shapeOf } from '@latentkit/runs';
import { withTensorboard } from '@latentkit/report';

type Flags = Readonly<Record<string, unknown>> & {
  readonly config?: string;
  readonly out?: string;
  readonly dumpGraph?: string;
  readonly tensorboard?: boolean;
};

/** `latentkit train <model> [flags]`, or `latentkit train --config <file>` with the model in the file. */
export function trainCommand(): Command {
  const command = new Command('train')
    .description('train a model into a run folder')
    .enablePositionalOptions()
    .argument('[model]', `one of ${Object.keys(models).join(', ')}`)
    .addHelpText('after', '\nFlags of a model: latentkit train <model> --help');
  addFlags(withRunFlags(command), common).action(async (name: string | undefined, flags: Flags) => {
    const file = flags.config === undefined ? {} : await readConfigFile(flags.config);
    const where = name === undefined && flags.config !== undefined ? `${flags.config}, model` : 'train <model>';
    await start(modelName(name ?? file.model, where), flags, file);
  });
  for (const [name, { summary }] of Object.entries(models)) {
    const ofModel = new Command(name).description(summary);
    addFlags(withRunFlags(ofModel), shapeOf(name as ModelName));
    ofModel.action(async (flags: Flags) => {
      const file = flags.config === undefined ? {} : await readConfigFile(flags.config);
      await start(name as ModelName, flags, file);
    });
    command.addCommand(ofModel);
  }
  return command;
}

function withRunFlags(command: Command): Command {
  return command
    .option('--config <file>', 'YAML or JSON with the same keys as the flags (batchSize for --batch-size); flags win')
    .option('--out <folder>', 'run folder, new or empty (default: runs/<model>-<data>)')
    .option('--dump-graph <folder>', 'write the compiled step there: step.onnx, and step.txt to read')
    .option('--tensorboard', 'also write event files for TensorBoard, into tensorboard/ of the run');
}

async function start(
  model: ModelName,
  { config, out, dumpGraph, tensorboard, ...flags }: Flags,
  file: Record<string, unknown>,
): Promise<void> {
  const spec = runSpec(model, { flags, file, ...(config !== undefined && { fileName: config }) });
  await withData(spec, (data) => runTraining(spec, data, { out, dumpGraph, tensorboard }));
}

async function runTraining(
  spec: RunSpec,
  data: Loaded,
  { out, dumpGraph: dumpTo, tensorboard }: { [Key in 'out' | 'dumpGraph' | 'tensorboard']: Flags[Key] | undefined },
): Promise<void> {
  await checkDomain(spec, data);
  const bar = terminalProgress(spec.epochs, trainingOf(data).y.shape[0] as number);
  sayStreamed(data, bar.line);
  const chosen = await chooseEngine(spec.engine, bar.line, spec);
  if (dumpTo !== undefined) checkCompiled(chosen);
  const planned = plan(spec, data);
  const folder = await createRunFolder(out ?? defaultFolder(`${spec.model}-${data.name}`));
  const dump = dumpTo === undefined ? undefined : await dumpFolder(dumpTo);
  const progress = tensorboard ? withTensorboard(bar, folder.path, spec) : bar;
  await whileLocked(folder.path, () =>
    startRun({ spec, plan: planned, data, chosen, folder, progress, ...(dump && { dump }) }),
  );
}
