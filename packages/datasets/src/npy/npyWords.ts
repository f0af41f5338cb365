import { copyAgain, formatError } from '../files/formatError.ts';
import { npyDictionary, shapeOf } from './npyHeader.ts';

/** Bytes of one word, more than any name of a class. */
const mostBytes = 4096;

/**
 * The words of a .npy file of text, `<U5` (code points of four bytes) or `|S5` (bytes of UTF-8), filled up with zeros.
 *
 * @returns undefined for a file that is not text
 * @throws `FILE_FORMAT` for one whose size is not what its head says
 */
export function npyWords(bytes: Uint8Array, file: string): { words: string[]; shape: readonly number[] } | undefined {
  const fail = formatError(file);
  const { descr, shape: text, from, start } = npyDictionary(bytes, file);
  const [, order, kind, length] = /^([<>|])([US])(\d{1,4})$/.exec(descr) ?? [];
  if (kind === undefined) return undefined;
  const shape = shapeOf(text, fail, from);
  const width = Number(length) * (kind === 'U' ? 4 : 1);
  if (width === 0 || width > mostBytes)
    throw fail(from, `texts of at most ${mostBytes} bytes each`, `${width}`, 'Write shorter ones.');
  const count = shape.reduce((product, size) => product * size, 1);
  if (bytes.length !== start + count * width)
    throw fail(start, `${start + count * width} bytes for ${count} words`, `a file of ${bytes.length}`, copyAgain);
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const utf8 = new TextDecoder();
  const wordAt = (at: number) => {
    let word = '';
    if (kind === 'S') {
      const end = bytes.subarray(at, at + width).indexOf(0);
      return utf8.decode(bytes.subarray(at, end === -1 ? at + width : at + end));
    }
    for (let i = at; i < at + width; i += 4) {
      const point = data.getUint32(i, order === '<');
      if (point === 0) break;
      if (point > 0x10ffff) throw fail(i, 'a code point', `${point}`, copyAgain);
      word += String.fromCodePoint(point);
    }
    return word;
  };
  return { words: Array.from({ length: count }, (_, i) => wordAt(start + i * width)), shape };
}
