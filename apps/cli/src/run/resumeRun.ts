import { existsSync } from 'node:fs';
import { expected, isLatentKitError, type LatentKitError } from '@latentkit/errors';
import { withData } from '../catalogue/datasets.ts';
import { type Loaded, sayStreamed, trainingOf } from '../catalogue/loaded.ts';
import { chooseEngine } from '../engines/chooseEngine.ts';
import { terminalProgress } from '../progress/terminalProgress.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import { eventFolder, withTensorboard } from '../tensorboard/withTensorboard.ts';
import { type Checkpoint, checkpointFolder } from './checkpoints.ts';
import { checkFingerprint, fingerprint } from './fingerprint.ts';
import { plan } from './plan.ts';
import { type RunRecord, versions } from './record.ts';
import { openRunFolder, type RunFolder } from './runFolder.ts';
import { specOf } from './specOf.ts';
import { startRun } from './startRun.ts';

/** What may be other than when the run began. Whether the data is the same is told by its fingerprint, not by its name. */
const free = new Set(['data', 'epochs', 'engine', 'saveEvery', 'keep', 'onNan']);

/** Go on with a run from its newest checkpoint that is whole; from the beginning where it has none. @param flags win over the run's spec */
export async function resumeRun(path: string, flags: Readonly<Record<string, unknown>>): Promise<void> {
  const { folder, record: found } = await openRunFolder(path);
  const record = found as Partial<RunRecord>;
  const spec = specOf(path, found, flags);
  const say = (text: string) => process.stdout.write(`${text}\n`);
  if (record.status === 'finished' && spec.epochs === record.spec?.epochs) {
    say(`${path} is finished: ${spec.epochs} epochs. To train it longer: latentkit resume ${path} --epochs <more>`);
    return;
  }
  const checkpoint = await checkpointFolder(path, { notice: say }).newest();
  checkSpec(path, spec, checkpoint);
  await withData(spec, (data) => goOn({ path, folder, record, spec, flags, checkpoint, data, say }));
}

interface GoOnOptions {
  readonly path: string;
  readonly folder: RunFolder;
  readonly record: Partial<RunRecord>;
  readonly spec: RunSpec;
  readonly flags: Readonly<Record<string, unknown>>;
  readonly checkpoint: Checkpoint | undefined;
  readonly data: Loaded;
  readonly say: (text: string) => void;
}

async function goOn({ path, folder, record, spec, flags, checkpoint, data, say }: GoOnOptions): Promise<void> {
  const trainedOn = checkpoint?.notes.data ?? record.data?.fingerprint;
  sayStreamed(data, say);
  const known = await fingerprint(spec, data);
  if (trainedOn) checkFingerprint(`resume ${path}, data`, known, trainedOn);
  const bar = terminalProgress(spec.epochs, trainingOf(data).y.shape[0] as number);
  const progress = existsSync(eventFolder(path)) ? withTensorboard(bar, path, spec) : bar;
  const before = checkpoint?.notes.engine ?? record.engine?.name;
  const chosen = await engineLike({ before, asked: flags.engine as string | undefined, spec }, progress.line);
  const planned = plan(spec, data);
  const { name } = chosen.engine;
  const { step = 0, epoch = 1, examples = 0 } = checkpoint?.state ?? {};
  progress.line(
    checkpoint
      ? `from ${checkpoint.name}: step ${step}, epoch ${epoch}, example ${examples}`
      : 'no checkpoint yet: from the beginning',
  );
  if (before !== undefined && name !== before)
    progress.line(`on ${name} instead of ${before}: the results agree within tolerance, not bit for bit`);
  for (const [what, version] of Object.entries(versions())) {
    const then = checkpoint?.notes.versions[what] ?? version;
    if (then !== version)
      progress.line(`${what} ${version} instead of ${then}: the results may differ in the last bits`);
  }
  const resumed = [...(record.resumed ?? []), { at: new Date().toISOString(), step, engine: name }];
  const earlier = { started: record.started ?? new Date().toISOString(), resumed };
  await startRun({ spec, plan: planned, data, known, chosen, folder, progress, from: checkpoint, earlier });
}

/** The engine that was asked for, or the one that the run had, or the best that is there. */
async function engineLike(
  { before, asked, spec }: { before: string | undefined; asked: string | undefined; spec: RunSpec },
  notice: (text: string) => void,
) {
  if (asked !== undefined || before === undefined) return chooseEngine(asked ?? 'auto', notice, spec);
  return chooseEngine(before, notice, spec).catch((error) => {
    if (!isLatentKitError(error) || !error.code.startsWith('ENGINE_')) throw error;
    return chooseEngine('auto', notice, spec);
  });
}

/** That a run goes on as what it was. */
function checkSpec(path: string, spec: RunSpec, checkpoint: Checkpoint | undefined): void {
  if (!checkpoint) return;
  const { spec: before } = checkpoint.notes;
  const differ = (key: string, want: unknown, got: unknown, todo: string): LatentKitError =>
    expected({
      where: `resume ${path}, ${key}`,
      expected: `${want}, as at its checkpoint`,
      received: String(got),
      todo,
      code: 'SPEC',
    });
  const keys = [...new Set([...Object.keys(before), ...Object.keys(spec)])].filter((key) => !free.has(key));
  for (const key of keys) {
    const [want, got] = [JSON.stringify(before[key]), JSON.stringify(spec[key])];
    if (want !== got) throw differ(key, want, got, 'Put it back in run.json, or train anew into another folder.');
  }
  const { epoch, examples } = checkpoint.state;
  const done = examples > 0 ? epoch : epoch - 1;
  if (spec.epochs < done) throw differ('epochs', `at least ${done}`, spec.epochs, 'Ask for more epochs.');
  if (spec.schedule === 'cosine' && spec.epochs !== before.epochs) {
    const todo = 'Its learning rate ends with them: train anew for a longer run.';
    throw differ('epochs', `the ${before.epochs} of the cosine schedule`, spec.epochs, todo);
  }
}
