import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ioError } from '@latentkit/core/internal/node';
import { startEvent, summaryEvent, type Value, versionEvent } from './events.ts';
import { tfRecord } from './tfRecord.ts';

/** What waits in memory: bytes, and seconds, so that curves are seen as they grow. */
const [mostWaiting, longest] = [1 << 16, 2];

export interface EventFile {
  add(step: number, values: readonly (Value | undefined)[]): void;
  /** What this step and later ones had before no longer holds. */
  restart(step: number): void;
  flush(): void;
}

/** A new file of events in a folder; its name sorts after those of earlier parts of a run, and TensorBoard reads them as one. */
export function eventFile(folder: string, now: () => number = () => Date.now() / 1000): EventFile {
  const path = join(folder, `events.out.tfevents.${now().toFixed(3)}.latentkit`);
  let waiting: Uint8Array[] = [];
  let [size, flushed] = [0, now()];
  const put = (event: Uint8Array) => {
    const record = tfRecord(event);
    waiting.push(record);
    size += record.length;
    if (size > mostWaiting || now() - flushed > longest) file.flush();
  };
  const file: EventFile = {
    add(step, values) {
      put(
        summaryEvent(
          { step, time: now() },
          values.filter((value) => value !== undefined),
        ),
      );
    },
    restart: (step) => put(startEvent({ step, time: now() })),
    flush() {
      try {
        mkdirSync(folder, { recursive: true });
        appendFileSync(path, Buffer.concat(waiting));
      } catch (cause) {
        throw ioError(path, cause);
      }
      [waiting, size, flushed] = [[], 0, now()];
    },
  };
  put(versionEvent(now()));
  return file;
}
