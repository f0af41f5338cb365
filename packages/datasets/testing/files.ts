import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { onTestFinished } from 'vitest';

/** A file that another implementation wrote: numpy 2.4, pyarrow. */
export const testdata = (name: string) => fileURLToPath(new URL(`../testdata/${name}`, import.meta.url));
export const golden = (name: string) => new Uint8Array(readFileSync(testdata(name)));

/** A folder with these files, gone after the test. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'latentkit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** What a call refuses with, the message of its error. */
export async function refusal(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}

/** A .npy file of version 1. */
export function npy(descr: string, shape: string, values: ArrayLike<number>, order = 'False'): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }\n`;
  return new Uint8Array([
    0x93,
    ...new TextEncoder().encode('NUMPY'),
    1,
    0,
    text.length,
    0,
    ...new TextEncoder().encode(text),
    ...Array.from(values),
  ]);
}

/** A ZIP archive of stored entries, as numpy.savez writes it; `ending` follows each name. */
export function npz(entries: Readonly<Record<string, string | Uint8Array>>, ending = '.npy'): Uint8Array {
  const [local, central]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [key, content] of Object.entries(entries)) {
    const [name, bytes] = [Buffer.from(key + ending), Buffer.from(content)];
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    for (const [into, shift] of [
      [head, 0],
      [entry, 2],
    ] as const) {
      into.writeUInt32LE(crc32(bytes), 14 + shift);
      into.writeUInt32LE(bytes.length, 18 + shift);
      into.writeUInt32LE(bytes.length, 22 + shift);
      into.writeUInt16LE(name.length, 26 + shift);
    }
    entry.writeUInt32LE(at, 42);
    local.push(head, name, bytes);
    central.push(entry, name);
    at += 30 + name.length + bytes.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(central.length / 2, 8);
  end.writeUInt16LE(central.length / 2, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...local, directory, end]));
}
