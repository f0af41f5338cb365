import { type FileHandle, open, unlink } from 'node:fs/promises';

/** Numbers of a table in parts, column after column, in a file that is gone when it is closed. */
export interface Spool {
  readonly parts: readonly { readonly from: number; readonly rows: number }[];
  write(part: { from: number; rows: number; columns: readonly ArrayLike<number>[] }): Promise<void>;
  /** @returns the columns of a part, float64 */
  read(part: number): Promise<Float64Array[]>;
  close(): Promise<void>;
}

/** @param columns how many of them */
export async function spool(path: string, columns: number): Promise<Spool> {
  const file: FileHandle = await open(path, 'wx+');
  // Where an open file cannot be taken out of its folder, it goes with the folder.
  await unlink(path).catch(() => {});
  const parts: { from: number; rows: number }[] = [];
  const starts: number[] = [];
  let end = 0;
  return {
    parts,
    async write({ from, rows, columns: values }) {
      const all = new Float64Array(rows * columns);
      values.forEach((column, at) => {
        all.set(column, at * rows);
      });
      await file.write(new Uint8Array(all.buffer), 0, all.byteLength, end);
      parts.push({ from, rows });
      starts.push(end);
      end += all.byteLength;
    },
    async read(part) {
      const { rows } = parts[part] as { rows: number };
      const bytes = new Uint8Array(8 * rows * columns);
      for (let at = 0; at < bytes.length; ) {
        const { bytesRead } = await file.read(bytes, at, bytes.length - at, (starts[part] as number) + at);
        if (bytesRead === 0) throw new Error('the temporary file of the columns is truncated');
        at += bytesRead;
      }
      return Array.from({ length: columns }, (_, at) => new Float64Array(bytes.buffer, 8 * rows * at, rows));
    },
    close: () => file.close(),
  };
}
