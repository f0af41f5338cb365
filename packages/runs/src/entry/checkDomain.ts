import { checkRange } from '@latentkit/core/internal';
import type { RunSpec } from '../spec/runSpec.ts';
import { type Loaded, trainingOf } from './loaded.ts';
import type { ModelEntry } from './modelEntry.ts';
import { partsOf } from './partsOf.ts';

/**
 * That every number of a data set can be learned from; of what does not lie in memory, all is read that could be other.
 *
 * @throws `DATA` with the first that cannot, and its place
 */
export async function checkDomain(spec: RunSpec, entry: ModelEntry, loaded: Loaded): Promise<void> {
  const domain = entry.domain?.(spec);
  for (const [split, { y }] of Object.entries({ train: trainingOf(loaded), test: loaded.test })) {
    for await (const { table, from } of partsOf(y)) {
      checkRange(table, { where: `--data ${spec.data}, ${split}.y`, from, ...domain });
      // Pixels of bytes are in [0, 1], whatever they are.
      if (table.values instanceof Uint8Array && table.scale === 1 / 255) break;
    }
  }
}
