import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainEvent } from '@latentkit/core';
import { ioError } from '@latentkit/core/internal/node';
import type { MeanTerms } from '@latentkit/metrics';
import type { RunFolder } from './runFolder.ts';

const linesAtOnce = 100;
const name = 'metrics.jsonl';

type Logged<Event> = Event extends unknown ? Omit<Event, 'state'> & { readonly test?: MeanTerms } : never;

/** A line of `metrics.jsonl`. */
export type LoggedEvent = Logged<TrainEvent>;

/** `metrics.jsonl`: a line a step and a line an epoch, written a hundred at a time. */
export function metricsLog(folder: RunFolder) {
  let lines: string[] = [];
  const path = join(folder.path, name);
  const log = {
    async add(event: TrainEvent, test?: MeanTerms): Promise<void> {
      lines.push(JSON.stringify(test ? { ...event, test } : event));
      if (lines.length >= linesAtOnce || event.kind !== 'step') await log.flush();
    },
    async flush(): Promise<void> {
      const text = lines.map((line) => `${line}\n`).join('');
      lines = [];
      if (text) await folder.append(name, text);
    },
    /** All that was added is on the disk. @returns the bytes of the file */
    async sync(): Promise<number> {
      await log.flush();
      return change(path, async (file) => {
        await file.sync();
        return (await file.stat()).size;
      });
    },
    /**
     * Back to what the file was at a checkpoint.
     *
     * @param bytes of the file by then; 0 makes an empty one
     * @param notice hears where the file has lost some of them
     * @returns its events
     */
    async rewind(bytes: number, notice: (text: string) => void): Promise<LoggedEvent[]> {
      lines = [];
      if (bytes === 0) await folder.write(name, '');
      const all = await readFile(path, 'utf8').catch(() => '');
      const { events, whole } = eventsOf(Buffer.from(all).subarray(0, bytes).toString());
      if (whole < bytes)
        notice(`${path}: expected ${bytes} bytes of losses, received ${whole} that can be read: the others are lost`);
      await change(path, (file) => file.truncate(whole));
      return events;
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
