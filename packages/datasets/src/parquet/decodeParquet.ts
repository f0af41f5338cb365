import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { packagePath } from '../files/packagePath.ts';
import { parquetWorker, type WorkerColumns, type WorkerFailure } from './parquetWorker.ts';

const mega = 2 ** 20;

/** One thread, kept for the next file; it does not keep the process alive. */
let kept: { worker: Worker; megabytes: number } | undefined;
/** Files are read one after the other. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Decode a Parquet file in a thread of its own, within 512 MB (or 24 times the file) and 10 seconds (or 2 per megabyte) of processor
 * time: on a machine that does much else they take longer.
 *
 * @param bytes handed over: not to be used afterwards
 * @throws `PACKAGE_MISSING` with what to install
 */
export function decodeParquet(bytes: Uint8Array<ArrayBuffer>, file: string): Promise<WorkerColumns | WorkerFailure> {
  const size = bytes.length / mega;
  const run = queue.then(() =>
    once(bytes, file, { megabytes: Math.max(512, 24 * size), milliseconds: Math.max(10_000, 2000 * size) }),
  );
  queue = run.catch(() => {});
  return run;
}

type Limits = Readonly<{ megabytes: number; milliseconds: number }>;

function once(bytes: Uint8Array<ArrayBuffer>, file: string, { megabytes, milliseconds }: Limits) {
  if (kept && kept.megabytes < megabytes) drop();
  kept ??= { worker: start(file, megabytes), megabytes };
  const { worker } = kept;
  return new Promise<WorkerColumns | WorkerFailure>((resolve, reject) => {
    const done = (settle: () => void) => {
      clearTimeout(timer);
      worker.off('message', answered).off('error', failed).unref();
      settle();
    };
    const stop = (received: string) =>
      done(() => {
        drop();
        resolve({ wanted: 'a complete Parquet file', received });
      });
    const begun = process.cpuUsage();
    const latest = Date.now() + 20 * milliseconds;
    const look = () => {
      const { user, system } = process.cpuUsage(begun);
      const left = milliseconds - (user + system) / 1000;
      if (left > 0 && Date.now() < latest) timer = setTimeout(look, left + 100);
      else stop(`one that takes more than ${milliseconds / 1000} s`);
    };
    let timer = setTimeout(look, milliseconds);
    const answered = (answer: WorkerColumns | WorkerFailure) => done(() => resolve(answer));
    const failed = (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        return stop(`one that takes more than ${Math.round(megabytes)} MB`);
      done(() => {
        drop();
        reject(error);
      });
    };
    worker.ref();
    worker.on('message', answered).on('error', failed);
    worker.postMessage(bytes, [bytes.buffer]);
  });
}

function start(where: string, megabytes: number): Worker {
  const url = (name: string) => pathToFileURL(packagePath(name, { where, needed: 'reads Parquet' })).href;
  return new Worker(parquetWorker, {
    eval: true,
    workerData: { hyparquet: url('hyparquet'), compressors: url('hyparquet-compressors') },
    resourceLimits: { maxOldGenerationSizeMb: Math.ceil(megabytes) },
  });
}

function drop(): void {
  void kept?.worker.terminate();
  kept = undefined;
}
