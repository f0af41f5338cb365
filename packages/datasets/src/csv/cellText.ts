import { formatError } from '../files/formatError.ts';
import type { Cell } from './scanCells.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What pandas takes for a missing value, infinities, and the `?` of the UCI archive. A `none` in small letters may be a class. */
const missing = new Set(
  ' NaN nan -NaN -nan NA N/A n/a #N/A #NA <NA> NULL null None NaT ? 1.#IND -1.#IND 1.#QNAN -1.#QNAN inf -inf +inf Inf -Inf Infinity -Infinity'.split(
    ' ',
  ),
);

/** True for a cell without a finite number or a word. */
export const isMissingText = (text: string) => text.length <= 9 && missing.has(text);

/** The text of a cell, spaces around it taken off. @throws `FILE_FORMAT` for bytes that are no UTF-8, with line */
export function cellText(
  bytes: Uint8Array,
  cell: Pick<Cell, 'start' | 'end' | 'quoted' | 'line'>,
  file: string,
): string {
  const { start, end, quoted } = cell;
  let text = '';
  // A third of the time of a TextDecoder for the short cells that most are.
  for (let at = start; at < end; at++) {
    if (end - start > 32 || (bytes[at] as number) > 0x7f) {
      text = decode(bytes, cell, file);
      break;
    }
    text += String.fromCharCode(bytes[at] as number);
  }
  return (quoted ? text.replaceAll('""', '"') : text).trim();
}

function decode(bytes: Uint8Array, { start, end, line }: Pick<Cell, 'start' | 'end' | 'line'>, file: string): string {
  try {
    return strict.decode(bytes.subarray(start, end));
  } catch {
    throw formatError(file)(
      start,
      `text in UTF-8, line ${line} too`,
      'other bytes, as Latin-1 or Windows-1252 has them',
      'Save the file as UTF-8.',
    );
  }
}
