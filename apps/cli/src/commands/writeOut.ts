import { writeFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { expected } from '@latentkit/errors';
import { makeFolder } from '@latentkit/runs/internal';
import { png } from '@latentkit/viz/node';

/** Write what a command made to the path that a flag gave and say so. */
export async function writeOut(path: string, content: string | Uint8Array, flag = '--out'): Promise<void> {
  try {
    await makeFolder(dirname(path));
    await writeFile(path, content);
  } catch (cause) {
    throw notWritten(path, cause, flag);
  }
  process.stdout.write(`wrote ${path}\n`);
}

/** The error for a path that cannot be written. */
export const notWritten = (path: string, cause: unknown, flag = '--out') =>
  expected({
    where: `${flag} ${path}`,
    expected: 'a file that can be written',
    received: (cause as Error).message,
    todo: `Choose another ${flag}.`,
    code: 'FLAG',
    cause,
  });

export const pictures = ['.png', '.svg'];

/** Refuse a path of another kind, before any work is done for it. */
export function checkEnding(path: string, kinds: readonly string[], flag = '--out'): void {
  const kind = extname(path);
  if (kinds.includes(kind)) return;
  throw expected({
    where: `${flag} ${path}`,
    expected: `a name that ends in ${kinds.slice(0, -1).join(', ')}${kinds.length > 1 ? ' or ' : ''}${kinds.at(-1)}`,
    received: kind === '' ? 'no ending' : kind,
    todo: 'Rename it.',
    code: 'FLAG',
  });
}

/** Write an SVG as it is, or as a PNG where the path says so. */
export async function writePicture(path: string, svg: string): Promise<void> {
  await writeOut(path, path.endsWith('.svg') ? svg : await png(svg));
}
