import { unstandardize } from '@latentkit/datasets';
import type { OpenRun } from '@latentkit/runs';
import { type Datatype, isInteger } from '../protocol/datatypes.ts';
import { refusal } from '../protocol/refusal.ts';
import type { InputTensor, OutputTensor, Port } from '../protocol/tensor.ts';

/** Observations in the units of whoever asks: columns of a table in theirs, pixels as bytes or as floats in [0, 1]. */
export interface Units {
  /** The metadata of an observation under this name. */
  in(name: string): Port;
  out(name: string): readonly Port[];
  /** As the model takes them, [rows · numbers of one]. @throws REQUEST for a number that is not finite */
  toModel(tensor: InputTensor): Float32Array;
  /** As whoever asks takes them; a second output `<name>Bytes` where the data are bytes. */
  fromModel(name: string, values: ArrayLike<number>, rows: number): OutputTensor[];
}

const others: readonly Datatype[] = ['FP64', 'UINT8', 'INT8', 'UINT16', 'INT16', 'UINT32', 'INT32', 'UINT64', 'INT64'];

/** What numbers of observations a run takes and gives. */
export function unitsOf({ model, trainedOn }: Pick<OpenRun, 'model' | 'trainedOn'>): Units {
  const one = model.exampleShape as readonly number[];
  const { standardization, columns, scale = 1 } = trainedOn;
  const size = one.reduce((product, length) => product * length, 1);
  const isBytes = Math.abs(255 * scale - 1) < 1e-9;
  const shape = [-1, ...one];
  const holds = columns
    ? `the columns ${columns.slice(0, 50).join(', ')}${columns.length > 50 ? ', …' : ''}, in their own units`
    : isBytes
      ? 'pixels: UINT8 from 0 to 255, or FP32 from 0 to 1'
      : scale === 1
        ? 'numbers as the data set has them'
        : `FP32 as the model takes them; integers are multiplied by ${scale}`;
  return {
    in: (name) => ({ name, datatype: 'FP32', shape, holds, also: isBytes ? ['UINT8', 'FP64'] : others }),
    out: (name) => [
      { name, datatype: 'FP32', shape, holds: isBytes ? 'pixels from 0 to 1' : holds },
      ...(isBytes ? [{ name: `${name}Bytes`, datatype: 'UINT8', shape, holds: 'pixels from 0 to 255' } as const] : []),
    ],
    toModel({ name, datatype, values }) {
      const numbers = values as ArrayLike<number>;
      const factor = isInteger(datatype) ? scale : 1;
      const made = new Float32Array(numbers.length);
      const { mean, deviation } = standardization ?? {};
      for (let i = 0; i < made.length; i++) {
        const value = (numbers[i] as number) * factor;
        const at = i % size;
        made[i] = mean && deviation ? (value - (mean[at] as number)) / (deviation[at] as number) : value;
        if (!Number.isFinite(made[i])) {
          throw notFinite(name, numbers[i] as number, { row: Math.floor(i / size), at, columns });
        }
      }
      return made;
    },
    fromModel(name, values, rows) {
      const floats = new Float32Array(standardization ? unstandardize(values, standardization) : values);
      const whole = [rows, ...one];
      if (!isBytes) return [{ name, shape: whole, values: floats }];
      const bytes = new Uint8Array(floats.length);
      for (let i = 0; i < bytes.length; i++) {
        bytes[i] = Math.min(255, Math.max(0, Math.round(255 * (floats[i] as number))));
      }
      return [
        { name, shape: whole, values: floats },
        { name: `${name}Bytes`, shape: whole, values: bytes },
      ];
    },
  };
}

/** Plain numbers as float32. @throws REQUEST for one that is not finite */
export function finite({ name, values, shape }: InputTensor): Float32Array {
  const made = Float32Array.from(values as ArrayLike<number>);
  const odd = made.findIndex((value) => !Number.isFinite(value));
  if (odd === -1) return made;
  const size = made.length / (shape[0] as number);
  throw notFinite(name, (values as ArrayLike<number>)[odd] as number, { row: Math.floor(odd / size), at: odd % size });
}

const notFinite = (
  name: string,
  value: number,
  { row, at, columns }: { row: number; at: number; columns?: readonly string[] | undefined },
) =>
  refusal({
    where: `input ${name}, row ${row}, ${columns?.[at] ?? `number ${at}`}`,
    expected: 'a number that float32 holds',
    received: String(value),
    todo: 'Fill it in, or leave the row out.',
  });
