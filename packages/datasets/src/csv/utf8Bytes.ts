import { formatError } from '../files/formatError.ts';

/**
 * The bytes of a text as UTF-8: UTF-16 with a byte order mark is converted.
 *
 * @throws `FILE_FORMAT` for what is not text: a zero byte among the first thousand
 */
export function utf8Bytes(bytes: Uint8Array, file: string): { bytes: Uint8Array; note?: string } {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : '';
  if (encoding !== '') {
    const text = new TextDecoder(encoding).decode(bytes);
    return { bytes: new TextEncoder().encode(text), note: `${file} is text in ${encoding.toUpperCase()}` };
  }
  const zero = bytes.subarray(0, 1000).indexOf(0);
  if (zero === -1) return { bytes };
  throw formatError(file)(
    zero,
    'text in UTF-8',
    'a zero byte, as UTF-16 without a mark or a binary file has it',
    'Save it as UTF-8.',
  );
}
