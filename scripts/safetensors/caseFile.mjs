/**
 * A line of packages/core/testdata/safetensors_cases.json.
 *
 * @typedef {{ name: string, header: string, data: number, length?: string, base64?: string, times?: number,
 *   repeat?: [item: string, count: number], stricter?: string, python?: boolean }} Case
 */

/** The bytes of a case: its length, header and zeros. @param {Case} one @returns {Uint8Array} */
export function caseFile({ header, data, length, base64, times = 1, repeat }) {
  if (length === 'none') return new Uint8Array();
  if (length === 'short') return new Uint8Array(7);
  const text = repeat
    ? `{${Array.from({ length: repeat[1] }, (_, i) => repeat[0].replace('#', String(i))).join(',')}}`
    : header.repeat(times);
  const json = base64 === undefined ? new TextEncoder().encode(text) : Buffer.from(base64, 'base64');
  const file = new Uint8Array(8 + json.length + data);
  new DataView(file.buffer).setBigUint64(0, BigInt(length ?? json.length), true);
  file.set(json, 8);
  return file;
}
