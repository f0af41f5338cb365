import { type FileHandle, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ioError, syncFolder, toDisk } from '@latentkit/core/internal/node';
import { expected } from '@latentkit/errors';

/** One thing that happened: which, and when, in ISO time. */
export interface Entry {
  readonly kind: string;
  readonly at: string;
  readonly [key: string]: unknown;
}

/** An append-only log in which a line counts once it is on the disk. */
export interface Ledger {
  /** What was there on opening, oldest first. */
  readonly before: readonly Entry[];
  /** Resolves when the line would survive a power failure. @throws IO */
  append(kind: string, more: Readonly<Record<string, unknown>>): Promise<Entry>;
  close(): Promise<void>;
}

export const ledgerName = 'ledger.jsonl';

/**
 * Open the ledger of a folder, or begin one. Lines are appended one after the other, each followed by fsync. A last line without its end is
 * what a killed process left: it was never acknowledged, so it is cut off.
 *
 * @throws LEDGER for a line in the middle that is not JSON, IO
 */
export async function openLedger(folder: string): Promise<Ledger> {
  const path = join(folder, ledgerName);
  const { entries, whole, size } = await read(path);
  const file = await open(path, 'a').catch((cause) => {
    throw ioError(path, cause, 'a file that can be written');
  });
  await repair(file, { path, whole, size });
  let last: Promise<unknown> = Promise.resolve();
  let broken: unknown;
  return {
    before: entries,
    append(kind, more) {
      const entry: Entry = { kind, at: new Date().toISOString(), ...more };
      const written = last.then(async () => {
        // After a failed write nobody knows what the file ends in.
        if (broken) throw broken;
        try {
          await file.appendFile(`${JSON.stringify(entry)}\n`);
          await toDisk(file);
        } catch (cause) {
          broken = ioError(path, cause, 'a file that can be written');
          throw broken;
        }
        return entry;
      });
      last = written.catch(() => {});
      return written;
    },
    async close() {
      await last;
      await file.close();
    },
  };
}

/** What a ledger says, without opening it for writing: `[]` where there is none. @throws LEDGER, IO */
export async function readLedger(folder: string): Promise<readonly Entry[]> {
  return (await read(join(folder, ledgerName))).entries;
}

async function read(path: string): Promise<{ entries: Entry[]; whole: number; size: number }> {
  const bytes = await readFile(path).catch((cause) => {
    if (cause.code === 'ENOENT') return Buffer.alloc(0);
    throw ioError(path, cause, 'a readable file');
  });
  const whole = bytes.lastIndexOf(10) + 1;
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
  return { entries: lines.map((line, i) => entryOf(line, `${path}, line ${i + 1}`)), whole, size: bytes.length };
}

function entryOf(line: string, where: string): Entry {
  try {
    const entry = JSON.parse(line);
    if (typeof entry?.kind === 'string') return entry;
  } catch {
    // Told below.
  }
  throw expected({
    where,
    expected: 'a JSON object with a kind',
    received: line.slice(0, 60) || 'an empty line',
    todo: 'The file was changed from outside; put the line right or begin in a new folder.',
    code: 'LEDGER',
  });
}

async function repair(file: FileHandle, { path, whole, size }: { path: string; whole: number; size: number }) {
  try {
    if (size > whole) await file.truncate(whole);
    await toDisk(file);
    await syncFolder(dirname(path));
  } catch (cause) {
    await file.close();
    throw ioError(path, cause, 'a file that can be written');
  }
}
