import { counted } from '@latentkit/errors';
import type { Cancellation } from '../batch/cancellation.ts';
import { isNumberType } from '../protocol/datatypes.ts';
import type { InferRequest } from '../protocol/readRequest.ts';
import { refusal } from '../protocol/refusal.ts';
import type { InputTensor, OutputTensor, Port } from '../protocol/tensor.ts';

/** One thing that a run computes for others: a model of the protocol. */
export interface ServedFunction {
  /** The kind of function, e.g. `encoder`; the model's name is `<run>.encoder`. */
  readonly name: string;
  readonly summary: string;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** Inputs are there, of the types and shapes of the metadata. */
  infer(inputs: ReadonlyMap<string, InputTensor>, cancelled?: Cancellation): Promise<readonly OutputTensor[]>;
  dispose(): void;
}

/** @throws REQUEST for an input that is not there, not known, or of another type or shape; rows of all inputs are as many */
export function checkInputs(model: string, { inputs: ports }: ServedFunction, { inputs }: InferRequest): void {
  const names = ports.map(({ name }) => name);
  for (const name of inputs.keys()) if (!names.includes(name)) throw unknown(model, 'input', name, names);
  let rows: number | undefined;
  for (const port of ports) {
    const tensor = inputs.get(port.name);
    if (tensor === undefined) {
      if (port.optional) continue;
      throw wrong(model, port, 'an input of this name', inputs.size === 0 ? 'none' : [...inputs.keys()].join(', '));
    }
    const types = [port.datatype, ...(port.also ?? [])];
    if (!types.includes(tensor.datatype)) throw wrong(model, port, types.join(' or '), tensor.datatype);
    const { shape } = tensor;
    if (shape.length !== port.shape.length || !shape.every((length, axis) => fits(length, port.shape[axis] as number)))
      throw wrong(model, port, `shape [${port.shape}], −1 for any number of rows from 1`, `[${shape}]`);
    if (port.shape[0] !== -1) continue;
    if (rows !== undefined && rows !== shape[0])
      throw wrong(model, port, `${counted(rows, 'row')}, as before`, `${shape[0]}`);
    rows = shape[0] as number;
  }
}

const fits = (length: number, wanted: number) => (wanted === -1 ? length > 0 : length === wanted);

/** The outputs that a request asks for, in its order; all where it names none. @throws REQUEST for one that is not known */
export function wantedOf(
  model: string,
  { outputs: ports }: Pick<ServedFunction, 'outputs'>,
  { outputs, binary }: InferRequest,
): ReadonlyMap<string, boolean> {
  const names = ports.map(({ name }) => name);
  if (!outputs) return new Map(names.map((name) => [name, binary]));
  for (const { name } of outputs) if (!names.includes(name)) throw unknown(model, 'output', name, names);
  return new Map(outputs.map(({ name, binary }) => [name, binary]));
}

/** A whole number of an input of shape [1]. @throws REQUEST outside of the range */
export function wholeOf(
  tensor: InputTensor | undefined,
  { otherwise, least, most }: { otherwise: number; least: number; most: number },
): number {
  if (!tensor) return otherwise;
  const value = isNumberType(tensor.datatype) ? (tensor.values[0] as number) : Number.NaN;
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw refusal({
    where: `input ${tensor.name}`,
    expected: `a whole number from ${least} to ${most}`,
    received: String(value),
    todo: 'Change it.',
  });
}

const wrong = (model: string, { name }: Port, wanted: string, received: string) =>
  refusal({
    where: `${model}, input ${name}`,
    expected: wanted,
    received,
    todo: `GET /v2/models/${model} says what it takes.`,
  });

const unknown = (model: string, kind: string, name: string, names: readonly string[]) =>
  refusal({
    where: `${model}, ${kind} ${name.slice(0, 60)}`,
    expected: `one of ${names.join(', ')}`,
    received: 'a name that it does not have',
    todo: `GET /v2/models/${model} says what it has.`,
  });
