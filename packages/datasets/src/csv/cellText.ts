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

/** Texts of cells, of which short ones that come again are decoded once. */
export function textReader(bytes: Uint8Array, file: string) {
  const seen = new Array<string>(1024).fill('');
  return (cell: Pick<Cell, 'start' | 'end' | 'quoted' | 'line'>): string => {
    const { start, end, quoted } = cell;
    if (quoted || end - start > 32) return cellText(bytes, cell, file);
    let [hash, all] = [0, 0];
    for (let at = start; at < end; at++) {
      hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
      all |= bytes[at] as number;
    }
    if (all > 0x7f) return cellText(bytes, cell, file);
    const known = seen[hash & 1023] as string;
    if (known.length === end - start && isText(known, bytes, start)) return known;
    const text = cellText(bytes, cell, file);
    seen[hash & 1023] = text;
    return text;
  };
}

function isText(text: string, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
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
