/** Parsers that are given changed files in memory, each a target of `targets.mjs`. */
export const inMemory = [
  'safetensors',
  'idx',
  'npy',
  'npz',
  'csv',
  'json-lines',
  'path',
  'parquet',
  'images',
  'held-out',
  'config',
  'run',
];

/** Those that read files on the disk, each file written before it is read. */
export const onDisk = ['new-rows', 'labels', 'ranges', 'large-table', 'windows', 'streamed-rows'];

export const names = [...inMemory, ...onDisk];
