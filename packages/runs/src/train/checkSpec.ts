import { expected, type LatentKitError } from '@latentkit/errors';
import type { Checkpoint } from '../folder/checkpoints.ts';
import type { Notes } from '../folder/notes.ts';
import type { RunSpec } from '../spec/runSpec.ts';

/** What may be other than when the run began. Whether the data is the same is told by its fingerprint, not by its name. */
const free = new Set(['data', 'epochs', 'engine', 'saveEvery', 'keep', 'onNan']);

/** That a run goes on as what it was. @throws SPEC naming the key that is another */
export function checkSpec(path: string, spec: RunSpec, checkpoint: Checkpoint<Notes> | undefined): void {
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
    if (want !== got) throw differ(key, want, got, 'Put it back in run.json, or train again into another folder.');
  }
  const { epoch, examples } = checkpoint.state;
  const done = examples > 0 ? epoch : epoch - 1;
  if (spec.epochs < done) throw differ('epochs', `at least ${done}`, spec.epochs, 'Ask for more epochs.');
  if (spec.schedule === 'cosine' && spec.epochs !== before.epochs) {
    const todo = 'Its learning rate reaches 0 there: train a new, longer run.';
    throw differ('epochs', `the ${before.epochs} of the cosine schedule`, spec.epochs, todo);
  }
}
