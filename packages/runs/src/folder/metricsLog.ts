import { appendFile, open, readFile } from 'node:fs/promises';
import type { TrainEvent } from '@latentkit/core';
import { ioError, toDisk, writeDurably } from '@latentkit/core/internal/node';
import { counted } from '@latentkit/errors';
import type { MeanTerms } from '@latentkit/metrics';

const linesAtOnce = 100;

type Logged<Event> = Event extends unknown ? Omit<Event, 'state'> & { readonly test?: MeanTerms } : never;

/** A line of `metrics.jsonl`. */
export type LoggedEvent = Logged<TrainEvent>;

/**
 * The losses of a run as JSON lines: one line per step and one per epoch, written a hundred at a time.
 *
 * @param path of the file, e.g. `metrics.jsonl`
 * @example
 * import { mkdtemp } from 'node:fs/promises';
 * import { join } from 'node:path';
 * const log = metricsLog(join(await mkdtemp('/tmp/losses-'), 'metrics.jsonl'));
 * await log.rewind(0); // or to the bytes that a checkpoint's notes hold
 * for await (const event of train(options)) await log.add(event);
 * const logged = await log.sync(); // bytes on the disk: for the notes of the next checkpoint
 */
export function metricsLog(path: string) {
  let lines: string[] = [];
  const log = {
    async add(event: TrainEvent, test?: MeanTerms): Promise<void> {
      lines.push(JSON.stringify(test ? { ...event, test } : event));
      if (lines.length >= linesAtOnce || event.kind !== 'step') await log.flush();
    },
    async flush(): Promise<void> {
      const text = lines.map((line) => `${line}\n`).join('');
      lines = [];
      if (text === '') return;
      await appendFile(path, text).catch((cause) => {
        throw ioError(path, cause);
      });
    },
    /** All that was added is on the disk. @returns the bytes of the file */
    async sync(): Promise<number> {
      await log.flush();
      return change(path, async (file) => {
        await toDisk(file);
        return (await file.stat()).size;
      });
    },
    /**
     * Back to what the file was at a checkpoint.
     *
     * @param bytes of the file by then; 0 makes an empty one
     * @returns its events, and what is to be said where the file has lost some of them
     */
    async rewind(bytes: number): Promise<{ readonly events: readonly LoggedEvent[]; readonly lost?: string }> {
      lines = [];
      if (bytes === 0) await writeDurably(path, '');
      const all = await readFile(path, 'utf8').catch(() => '');
      const { events, whole } = eventsOf(Buffer.from(all).subarray(0, bytes).toString());
      await change(path, (file) => file.truncate(whole));
      if (whole >= bytes) return { events };
      const lost = `${path}: expected ${counted(bytes, 'byte')} of losses, received ${whole} that can be read: the others are lost`;
      return { events, lost };
    },
  };
  return log;
}

/** The events of whole lines, and the bytes of these lines. */
function eventsOf(text: string): { events: LoggedEvent[]; whole: number } {
  const events: LoggedEvent[] = [];
  let whole = 0;
  for (const line of text.split('\n').slice(0, -1)) {
    try {
      events.push(JSON.parse(line));
    } catch {
      break;
    }
    whole += Buffer.byteLength(line) + 1;
  }
  return { events, whole };
}

/** @throws `IO` */
async function change<T>(path: string, use: (file: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
  try {
    const file = await open(path, 'r+');
    try {
      return await use(file);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw ioError(path, cause);
  }
}
