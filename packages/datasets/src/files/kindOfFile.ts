import { constants, gunzipSync } from 'node:zlib';
import { firstBytes } from './firstBytes.ts';

/** Which reader takes a file. */
export type FileKind = 'npy' | 'npz' | 'idx' | 'parquet' | 'json lines' | 'text';

/** What a file is: its kind, and its first bytes, unpacked where it is gzip. */
export async function kindOfFile(path: string): Promise<{ kind?: FileKind; head: Uint8Array }> {
  const head = unpacked(await firstBytes(path, 2 ** 16));
  const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);
  if (starts(0x93, 0x4e, 0x55, 0x4d)) return { kind: 'npy', head };
  if (starts(0x50, 0x4b)) return { kind: 'npz', head };
  if (starts(0, 0) && (head[3] ?? 0) > 0) return { kind: 'idx', head };
  if (starts(0x50, 0x41, 0x52, 0x31)) return { kind: 'parquet', head };
  if (head.length === 0) return { head };
  if (/\.(jsonl|ndjson)(\.gz)?$/i.test(path)) return { kind: 'json lines', head };
  if (/\.(csv|tsv|tab|txt|data|dat)(\.gz)?$/i.test(path)) return { kind: 'text', head };
  return { head };
}

/** The beginning of a gzip file, unpacked; what is broken is told by who reads all of it. */
function unpacked(head: Uint8Array): Uint8Array {
  if (head[0] !== 0x1f || head[1] !== 0x8b) return head;
  try {
    return new Uint8Array(gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 2 ** 27 })).subarray(
      0,
      2 ** 16,
    );
  } catch {
    return head;
  }
}
