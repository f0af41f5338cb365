import { open } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { RowSource, Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import { channelsLast } from '../arrays/observations.ts';
import type { Layout } from '../dataset.ts';
import { rowFileHead } from './rowFileHead.ts';
import { type RowAnswer, type RowRequest, rowReader } from './rowReader.ts';

/** Rows of a file that stays open; `close` ends it. */
export interface RowFile extends RowSource {
  /** How a row lies in the file. */
  readonly layout: Layout;
  close(): Promise<void>;
}

/**
 * The rows of a .npy or IDX file of any size, read where they lie when they are wanted: memory holds the batches that are asked for and
 * nothing else. A thread of its own does the reading, so that a training step and the reading of the next batch take place at once.
 *
 * The file must hold its rows as a table does: bytes, or little-endian int32 or float32, in C order, not packed.
 *
 * @returns shape [rows, …row]; bytes have scale 1/255, [rows, height, width] gets a channel, channels that come first come last
 * @throws `FILE_READ` for a path that is not a readable file, `FILE_FORMAT` for another layout or a wrong size; `read` throws both too, and
 *   `NOT_FINITE`, `OPTION` for a row that is not there
 * @example
 * const rows = await rowFile('points.npy');
 * const { values } = await rows.read(Int32Array.of(1, 0)); // 4, 5, 6, 1, 2, 3
 * await rows.close();
 */
export async function rowFile(path: string): Promise<RowFile> {
  const file = await open(path).catch((cause: NodeJS.ErrnoException) => {
    throw failed(
      path,
      cause.code === 'ENOENT' ? 'nothing at this path' : `an error when it was opened (${cause.code})`,
      cause,
    );
  });
  try {
    const { shape, scale, layout, stored, type, start } = await rowFileHead(file, path);
    const rows = shape[0] as number;
    const size = shape.slice(1).reduce((product, length) => product * length, 1);
    const reader = startReader(path, { fd: file.fd, start, type, size });
    const read = async (wanted: Int32Array): Promise<Table> => {
      const missing = wanted.find((row) => row < 0 || row >= rows);
      if (missing !== undefined) throw noRow(path, missing, rows);
      const values = await reader.read(wanted);
      if (stored) return { ...channelsLast({ values, shape: [wanted.length, ...stored] }), scale };
      return { values, shape: [wanted.length, ...shape.slice(1)], scale };
    };
    const close = async () => {
      await reader.close();
      await file.close();
    };
    return { shape, scale, layout, read, close };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** The thread, and who waits for which of its answers. */
function startReader(path: string, workerData: { fd: number; start: number; type: RowAnswer['type']; size: number }) {
  const worker = new Worker(rowReader, { eval: true, workerData, resourceLimits: { maxOldGenerationSizeMb: 64 } });
  worker.unref();
  const waiting = new Map<number, { resolve(values: Table['values']): void; reject(error: Error): void }>();
  let [asked, closed] = [0, false];
  const settle = (id: number) => {
    const one = waiting.get(id);
    waiting.delete(id);
    // A process that only waits for rows, or for the thread to end, stays alive; one that only has a file open does not.
    if (waiting.size === 0 && !closed) worker.unref();
    return one;
  };
  const failAll = (error: Error) => {
    closed = true;
    for (const id of waiting.keys()) settle(id)?.reject(error);
  };
  worker.on('message', (answer: RowAnswer) => {
    if ('values' in answer) settle(answer.id)?.resolve(answer.values);
    else
      settle(answer.id)?.reject(answer.row === undefined ? failed(path, answer.received) : notFinite(path, answer.row));
  });
  worker.on('error', (cause) =>
    failAll(failed(path, `a reader that ended with ${JSON.stringify(cause.message)}`, cause)),
  );
  return {
    read: (rows: Int32Array) =>
      new Promise<Table['values']>((resolve, reject) => {
        if (closed) return reject(failed(path, 'one that is closed'));
        const id = asked++;
        waiting.set(id, { resolve, reject });
        worker.ref();
        const request: RowRequest = { id, rows: rows.slice() };
        worker.postMessage(request, [request.rows.buffer as ArrayBuffer]);
      }),
    async close() {
      failAll(failed(path, 'one that was closed meanwhile'));
      await worker.terminate();
    },
  };
}

const failed = (where: string, received: string, cause?: unknown) =>
  expected({ where, expected: 'a readable file of rows', received, todo: 'Check the path.', code: 'FILE_READ', cause });

const notFinite = (path: string, row: number) =>
  expected({
    where: `${path}, row ${row}`,
    expected: 'finite numbers',
    received: 'NaN or Infinity',
    todo: 'Write the file without it.',
    code: 'NOT_FINITE',
  });

const noRow = (path: string, row: number, rows: number) =>
  expected({
    where: `${path}, read`,
    expected: `rows from 0 to ${rows - 1}`,
    received: String(row),
    todo: 'Count rows from 0.',
    code: 'OPTION',
  });
