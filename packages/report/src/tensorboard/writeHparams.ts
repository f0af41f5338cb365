import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ioError } from '@latentkit/core/internal/node';
import { hparams, summaryEvent, versionEvent } from './events.ts';
import { tfRecord } from './tfRecord.ts';

/** Before those of any time. */
const name = 'events.out.tfevents.0.hparams.latentkit';

/**
 * The spec as hparams, in a file of their own that is written again by each start: TensorBoard keeps the first that it meets, and a resumed
 * run may be longer than it was to be.
 */
export function writeHparams(folder: string, spec: Readonly<Record<string, unknown>>, time = Date.now() / 1000): void {
  const path = join(folder, name);
  const events = [versionEvent(time), summaryEvent({ step: 0, time }, [hparams(spec, time)])];
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, Buffer.concat(events.map(tfRecord)));
  } catch (cause) {
    throw ioError(path, cause);
  }
}
