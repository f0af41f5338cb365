import { expected } from '@latentkit/errors';
import { utf8Bytes } from '../csv/utf8Bytes.ts';

/**
 * The bytes of a file as text: UTF-8, or UTF-16 with a byte order mark.
 *
 * @throws `FILE_FORMAT` for bytes that are neither
 */
export function utf8Text(bytes: Uint8Array, file: string): string {
  const { bytes: utf8 } = utf8Bytes(bytes, file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(utf8);
  } catch {
    throw expected({
      where: file,
      expected: 'text in UTF-8',
      received: 'other bytes, as Latin-1 or Windows-1252 has them',
      todo: 'Save the file as UTF-8.',
      code: 'FILE_FORMAT',
    });
  }
}
