import { counted } from '@latentkit/errors';
import {
  bytesOf,
  type Datatype,
  decodeNumbers,
  isInteger,
  isNumberType,
  type NumberType,
  rangeOf,
} from './datatypes.ts';
import { refusal } from './refusal.ts';

/** JSON data of a tensor, flat or nested as its shape, as numbers or texts. @throws REQUEST */
export function jsonData(
  where: string,
  data: unknown,
  { datatype, count, rank }: { datatype: Datatype; count: number; rank: number },
): ArrayLike<number> | readonly string[] {
  if (!Array.isArray(data)) throw wrong(where, 'data as an array', kindOf(data));
  const values = flat(where, data, rank);
  if (values.length !== count)
    throw wrong(where, `${counted(count, 'value')}, as its shape has`, String(values.length));
  if (!isNumberType(datatype)) {
    const odd = values.findIndex((value) => typeof value !== 'string');
    if (odd === -1) return values as string[];
    throw wrong(`${where}, value ${odd}`, 'a text', kindOf(values[odd]));
  }
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const value = values[i];
    const number = typeof value === 'boolean' && datatype === 'BOOL' ? Number(value) : value;
    if (typeof number !== 'number') throw wrong(`${where}, value ${i}`, 'a number', kindOf(value));
    numbers[i] = number;
  }
  checkIntegers(where, datatype, numbers);
  return numbers;
}

/** Rows of rows, of one length at each depth, as the values in their order: a row that is too short must not take from the next. @throws REQUEST */
function flat(where: string, data: readonly unknown[], rank: number): readonly unknown[] {
  let values = data;
  for (let depth = 1; depth < rank && values.some(Array.isArray); depth++) {
    const [first] = values;
    const length = Array.isArray(first) ? first.length : undefined;
    if (!values.every((row) => Array.isArray(row) && row.length === length))
      throw wrong(where, 'nested arrays of one length at each depth', 'others');
    values = values.flat();
  }
  return values;
}

/** Binary data of a tensor: little-endian numbers, or texts each after its length of 4 bytes. @throws REQUEST */
export function binaryData(
  where: string,
  bytes: Uint8Array,
  { datatype, count }: { datatype: Datatype; count: number },
): ArrayLike<number> | readonly string[] {
  if (!isNumberType(datatype)) return texts(where, bytes, count);
  const wanted = count * bytesOf(datatype);
  if (bytes.length === wanted) return decodeNumbers(datatype, bytes);
  throw wrong(where, `${wanted} bytes, ${counted(count, 'value')} of ${datatype}`, `${bytes.length}`);
}

function texts(where: string, bytes: Uint8Array, count: number): string[] {
  const found: string[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let at = 0;
  while (at + 4 <= bytes.length) {
    const end = at + 4 + view.getUint32(at, true);
    if (end > bytes.length) break;
    try {
      found.push(decoder.decode(bytes.subarray(at + 4, end)));
    } catch {
      throw wrong(`${where}, value ${found.length}`, 'UTF-8 text', 'other bytes');
    }
    at = end;
  }
  if (at === bytes.length && found.length === count) return found;
  throw wrong(
    where,
    `${counted(count, 'text')}, each after its length of 4 bytes`,
    `${found.length} in ${counted(bytes.length, 'byte')}`,
  );
}

function checkIntegers(where: string, datatype: NumberType, numbers: Float64Array): void {
  if (!isInteger(datatype) && datatype !== 'BOOL') return;
  const [least, most] = rangeOf(datatype);
  const odd = numbers.findIndex((value) => !Number.isInteger(value) || value < least || value > most);
  if (odd !== -1) throw wrong(`${where}, value ${odd}`, `${datatype}, from ${least} to ${most}`, String(numbers[odd]));
}

const kindOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value);

const wrong = (where: string, wanted: string, received: string) =>
  refusal({ where, expected: wanted, received, todo: 'See the metadata of the model.' });
