/**
 * The wire format of protocol buffers, as far as event files need it (protobuf.dev/programming-guides/encoding): a field is
 * tag = number · 8 + type, then a varint (0), eight bytes (1), a length and bytes (2) or four bytes (5).
 */
export type Field = readonly number[] | Uint8Array;

/** A message of fields in order. */
export function message(...fields: readonly (Field | undefined)[]): Uint8Array {
  const present = fields.filter((field) => field !== undefined);
  const bytes = new Uint8Array(present.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const field of present) {
    bytes.set(field, at);
    at += field.length;
  }
  return bytes;
}

/** A whole number from 0 on: int32, int64, enum, bool. */
export const integer = (number: number, value: number): Field => [...varint(8 * number), ...varint(value)];

export const double = (number: number, value: number): Field => [...varint(8 * number + 1), ...doubleBytes([value])];

export function float(number: number, value: number): Field {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return [...varint(8 * number + 5), ...bytes];
}

/** Bytes, or a message inside. */
export function bytes(number: number, value: Uint8Array): Field {
  return message(varint(8 * number + 2), varint(value.length), value);
}

export const text = (number: number, value: string): Field => bytes(number, new TextEncoder().encode(value));

/** Repeated doubles, packed. */
export const doubles = (number: number, values: readonly number[]): Field => bytes(number, doubleBytes(values));

function doubleBytes(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setFloat64(8 * i, value, true);
  });
  return bytes;
}

/** Seven bits per byte, the lowest first; the eighth says that more follow. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  return [...bytes, left];
}
