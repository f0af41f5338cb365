import { Command } from 'commander';
import { loadData } from '../catalogue/datasets.ts';
import { type ModelName, models } from '../catalogue/models.ts';
import { chooseEngine } from '../engines/chooseEngine.ts';
import { progress } from '../progress/progress.ts';
import { defaultFolder } from '../run/defaultFolder.ts';
import { checkCompiled, dumpFolder } from '../run/dumpFolder.ts';
import { finishRun } from '../run/finishRun.ts';
import { interrupt } from '../run/interrupt.ts';
import { plan } from '../run/plan.ts';
import { ownVersion, versions } from '../run/record.ts';
import { createRunFolder } from '../run/runFolder.ts';
import { trainRun } from '../run/trainRun.ts';
import { common } from '../spec/common.ts';
import { readConfigFile } from '../spec/configFile.ts';
import { addFlags } from '../spec/flags.ts';
import { modelName, type RunSpec, runSpec, shapeOf } from '../spec/runSpec.ts';

type Flags = Readonly<Record<string, unknown>> & {
  readonly config?: string;
  readonly out?: string;
  readonly dumpGraph?: string;
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
    .option('--dump-graph <folder>', 'write the compiled step there: step.onnx, and step.txt to read');
}

async function start(
  model: ModelName,
  { config, out, dumpGraph, ...flags }: Flags,
  file: Record<string, unknown>,
): Promise<void> {
  const spec = runSpec(model, { flags, file, ...(config !== undefined && { fileName: config }) });
  await runTraining(spec, out, dumpGraph);
}

async function runTraining(spec: RunSpec, out: string | undefined, dumpTo: string | undefined): Promise<void> {
  const data = await loadData(spec.data, spec.examples);
  const { stdout } = process;
  const live = stdout.isTTY === true && !process.env.CI;
  const bar = progress({ stream: stdout, epochs: spec.epochs, examples: data.train.y.shape[0] as number, live });
  const chosen = await chooseEngine(spec.engine, bar.line);
  const { engine, reason } = chosen;
  if (dumpTo !== undefined) checkCompiled(chosen);
  const planned = plan(spec, data);
  const folder = await createRunFolder(out ?? defaultFolder(`${spec.model}-${data.name}`));
  const dump = dumpTo === undefined ? undefined : await dumpFolder(dumpTo);
  const { signal, release } = interrupt(bar.line);
  bar.line(`${spec.model} on ${data.name} · engine ${engine.name} (${reason}) · ${folder.path}`);
  try {
    const record = {
      latentkit: ownVersion(),
      spec,
      engine: { name: engine.name, reason },
      versions: versions(),
      data: {
        name: data.name,
        train: data.train.y.shape,
        test: data.test.y.shape,
        scale: data.train.y.scale,
        ...(data.standardization && { standardization: data.standardization }),
      },
      started: new Date().toISOString(),
    };
    const trained = await trainRun({
      spec,
      plan: planned,
      data,
      engine,
      folder,
      progress: bar,
      signal,
      record,
      ...(dump && { dump }),
    });
    bar.done();
    await finishRun(folder, { ...trained, data, engine });
    trained.model.dispose();
    bar.line(`look at ${folder.path}/report.html`);
    if (signal.aborted) process.exitCode = 130;
  } finally {
    bar.done();
    release();
  }
}
