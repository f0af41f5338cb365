import { fsync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

/**
 * All that was written to a file, to the disk. By the number of the file: under yarn's Plug'n'Play, handles have no `sync`.
 *
 * @throws the system's own error
 * @example
 * import { mkdtemp, open } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const file = await open(join(await mkdtemp(join(tmpdir(), 'notes-')), 'notes.txt'), 'w');
 * await file.writeFile('kept');
 * await toDisk(file);
 * await file.close();
 */
export const toDisk = (file: FileHandle): Promise<void> =>
  new Promise((done, fail) => {
    fsync(file.fd, (error) => (error ? fail(error) : done()));
  });
