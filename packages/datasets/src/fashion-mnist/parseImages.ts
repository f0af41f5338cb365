import { expected } from '@latentkit/errors';

const [comma, zero, nine, open, close, brace] = [0x2c, 0x30, 0x39, 0x5b, 0x5d, 0x7d];
const start = '{"data":[';

/**
 * Read `{"data":[[0,255,…],…]}`, lists of bytes in JSON without spaces, straight from the file's bytes.
 *
 * `JSON.parse` would hold a string of the file and eight bytes per pixel; this holds one byte per pixel, and takes half the time. Empty
 * lists are left out: the file of class 0 has two, where the CSV files that it was made from ended.
 *
 * @param bytes the file
 * @param options.file what errors call it
 * @param options.size numbers of one image
 * @returns the images one after the other
 * @throws `FILE_FORMAT` with file and byte offset
 */
export function parseImages(bytes: Uint8Array, { file, size }: { file: string; size: number }): Uint8Array {
  const fail = (at: number, wanted: string) =>
    expected({
      where: `${file}, byte ${at}`,
      expected: wanted,
      received: at < bytes.length ? JSON.stringify(String.fromCharCode(bytes[at] as number)) : 'the end of the file',
      todo: 'Install the npm package again.',
      code: 'FILE_FORMAT',
    });
  let at = 0;
  const skip = (sign: number) => {
    if (bytes[at] !== sign) throw fail(at, JSON.stringify(String.fromCharCode(sign)));
    at++;
  };
  for (const sign of start) skip(sign.charCodeAt(0));
  // A number takes two bytes of the file at least, with the sign that follows it.
  const images = new Uint8Array(bytes.length >> 1);
  let filled = 0;
  for (let more = true; more; ) {
    skip(open);
    if (bytes[at] !== close) {
      for (let pixel = 1; pixel <= size; pixel++) {
        let digit = bytes[at] as number;
        let value = 0;
        const first = at;
        while (digit >= zero && digit <= nine && value <= 255) {
          value = value * 10 + digit - zero;
          digit = bytes[++at] as number;
        }
        if (at === first || value > 255) throw fail(first, 'a whole number from 0 to 255');
        if (digit !== (pixel < size ? comma : close))
          throw fail(at, `${size} numbers, then "]"; number ${pixel} ends here`);
        images[filled++] = value;
        if (pixel < size) at++;
      }
    }
    skip(close);
    more = bytes[at] === comma;
    if (more) at++;
  }
  skip(close);
  skip(brace);
  if (at < bytes.length) throw fail(at, 'the end of the file');
  return images.subarray(0, filled);
}
