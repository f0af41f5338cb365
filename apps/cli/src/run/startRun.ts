import type { Resolution } from '@latentkit/core/node';
import { type Loaded, trainingOf } from '../catalogue/loaded.ts';
import type { StepGraph } from '../engines/withDump.ts';
import type { Progress } from '../progress/progress.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import type { Checkpoint } from './checkpoints.ts';
import { type Fingerprint, fingerprint } from './fingerprint.ts';
import { finishRun } from './finishRun.ts';
import { interrupt } from './interrupt.ts';
import type { Plan } from './plan.ts';
import { ownVersion, type RunRecord, versions } from './record.ts';
import type { RunFolder } from './runFolder.ts';
import { trainRun } from './trainRun.ts';

export interface StartRunOptions {
  readonly spec: RunSpec;
  readonly plan: Plan;
  readonly data: Loaded;
  /** Of the data, where it is known. */
  readonly known?: Fingerprint | undefined;
  readonly chosen: Resolution & { readonly reason: string };
  readonly folder: RunFolder;
  readonly progress: Progress;
  /** Where the run goes on; from the beginning where there is none. */
  readonly from?: Checkpoint | undefined;
  /** What an earlier part of this run says. */
  readonly earlier?: Pick<RunRecord, 'started' | 'resumed'>;
  readonly dump?: (graph: StepGraph) => Promise<void>;
}

/** Train in a run folder to the end or to a signal, and then write figures, the report and how it ended. */
export async function startRun({ chosen, progress, earlier, from, known, ...run }: StartRunOptions): Promise<void> {
  const { spec, data, folder } = run;
  const { engine, reason } = chosen;
  const { signal, release } = interrupt(progress.line);
  progress.line(`${spec.model} on ${data.name} · engine ${engine.name} (${reason}) · ${folder.path}`);
  const { train, test } = { train: trainingOf(data), test: data.test };
  try {
    const tables = known ?? (await fingerprint(spec, data));
    const record = {
      latentkit: ownVersion(),
      spec,
      engine: { name: engine.name, reason },
      versions: versions(),
      data: {
        name: data.name,
        train: train.y.shape,
        test: test.y.shape,
        scale: train.y.scale,
        fingerprint: tables,
        ...(data.columns && { columns: data.columns }),
        ...(data.standardization && { standardization: data.standardization }),
      },
      started: new Date().toISOString(),
      ...earlier,
    };
    const trained = await trainRun({ ...run, from, fingerprint: tables, engine, progress, signal, record });
    progress.done();
    const { model, record: ended } = trained;
    const say = () => folder.write('run.json', `${JSON.stringify(ended, null, 2)}\n`);
    // A finished run is one whose report is there too; a stopped one says so before that.
    if (ended.status === 'stopped') await say();
    await finishRun(folder, { ...trained, data, engine });
    if (ended.status === 'finished') await say();
    model.dispose();
    progress.line(`look at ${folder.path}/report.html`);
    if (!signal.aborted) return;
    progress.line(`go on with: latentkit resume ${folder.path}`);
    process.exitCode = 130;
  } finally {
    progress.done();
    release();
  }
}
