import { counted } from '@latentkit/errors';
import { type Datatype, datatypes } from './datatypes.ts';
import { binaryData, jsonData } from './inputData.ts';
import { refusal } from './refusal.ts';
import { type InputTensor, sizeOf } from './tensor.ts';

/** One output that a request asks for. */
export interface Wanted {
  readonly name: string;
  readonly binary: boolean;
}

export interface InferRequest {
  readonly id?: string;
  readonly inputs: ReadonlyMap<string, InputTensor>;
  /** Undefined where all are wanted. */
  readonly outputs?: readonly Wanted[];
  /** What holds for outputs that do not say. */
  readonly binary: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const mostAxes = 16;

/**
 * An inference request of the protocol: JSON alone, or JSON of `headerLength` bytes with the bytes of tensors after it.
 *
 * @throws REQUEST naming the tensor and what is wrong with it
 * @see Open Inference Protocol v2, REST and binary tensor data extension
 */
export function readRequest(body: Uint8Array, headerLength: number | undefined): InferRequest {
  if (headerLength !== undefined && headerLength > body.length)
    throw wrong('Inference-Header-Content-Length', `at most ${body.length}, the length of the body`, `${headerLength}`);
  const split = headerLength ?? body.length;
  const { id, inputs, outputs, parameters } = jsonOf(body.subarray(0, split));
  if (id !== undefined && typeof id !== 'string') throw wrong('id', 'a text', typeof id);
  if (!Array.isArray(inputs)) throw wrong('inputs', 'a list of tensors', inputs === undefined ? 'none' : typeof inputs);
  const after = { bytes: body.subarray(split), at: 0 };
  const read = inputs.map((input, i) => tensorOf(object(input, `inputs[${i}]`), i, after));
  if (after.at !== after.bytes.length)
    throw wrong('body', `${counted(after.at, 'byte')} after the JSON, as the tensors say`, `${after.bytes.length}`);
  const named = new Map(read.map((tensor) => [tensor.name, tensor]));
  if (named.size !== read.length) throw wrong('inputs', 'each name once', 'one that comes again');
  const binary = flagOf(object(parameters ?? {}, 'parameters'), 'binary_data_output', 'parameters') ?? false;
  const wanted = outputs === undefined ? [] : outputsOf(outputs, binary);
  // An empty list asks for all, as none does.
  return { ...(id !== undefined && { id }), inputs: named, ...(wanted.length > 0 && { outputs: wanted }), binary };
}

function jsonOf(bytes: Uint8Array): Json {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw wrong('body', 'JSON of an inference request', (cause as Error).message.slice(0, 100));
  }
  return object(json, 'body');
}

function tensorOf(input: Json, i: number, after: { readonly bytes: Uint8Array; at: number }): InputTensor {
  const { name, datatype, shape, data, parameters } = input;
  if (typeof name !== 'string') throw wrong(`inputs[${i}].name`, 'a text', typeof name);
  const where = `input ${name.slice(0, 60)}`;
  if (!datatypes.includes(datatype as Datatype))
    throw wrong(`${where}, datatype`, `one of ${datatypes.join(', ')}`, String(datatype).slice(0, 40));
  if (!Array.isArray(shape) || shape.length === 0 || shape.length > mostAxes || !shape.every(isLength))
    throw wrong(`${where}, shape`, 'whole numbers of at least 0', JSON.stringify(shape)?.slice(0, 60) ?? 'none');
  const size = sizeOf(shape);
  if (!Number.isSafeInteger(size)) throw wrong(`${where}, shape`, 'a shape of fewer values', `[${shape}]`);
  const form = { datatype: datatype as Datatype, count: size, rank: shape.length };
  const length = object(parameters ?? {}, `${where}, parameters`).binary_data_size;
  const tensor = { name, datatype: form.datatype, shape: shape as number[] };
  if (length === undefined) return { ...tensor, values: jsonData(where, data, form) };
  if (data !== undefined) throw wrong(where, 'data or binary_data_size', 'both');
  const left = after.bytes.length - after.at;
  if (!isLength(length) || length > left)
    throw wrong(
      `${where}, binary_data_size`,
      `a whole number from 0 to ${left}, the bytes that are left`,
      JSON.stringify(length).slice(0, 40),
    );
  after.at += length;
  return { ...tensor, values: binaryData(where, after.bytes.subarray(after.at - length, after.at), form) };
}

function outputsOf(outputs: unknown, binary: boolean): Wanted[] {
  if (!Array.isArray(outputs)) throw wrong('outputs', 'a list', typeof outputs);
  return outputs.map((one, i) => {
    const { name, parameters } = object(one, `outputs[${i}]`);
    if (typeof name !== 'string') throw wrong(`outputs[${i}].name`, 'a text', typeof name);
    const where = `output ${name.slice(0, 60)}`;
    return { name, binary: flagOf(object(parameters ?? {}, where), 'binary_data', where) ?? binary };
  });
}

function flagOf(parameters: Json, name: string, where: string): boolean | undefined {
  const value = parameters[name];
  if (value === undefined || typeof value === 'boolean') return value;
  throw wrong(`${where}, ${name}`, 'true or false', typeof value);
}

const isLength = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function object(value: unknown, where: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw wrong(where, 'an object', value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value);
}

const wrong = (where: string, wanted: string, received: string) =>
  refusal({ where, expected: wanted, received, todo: 'See the Open Inference Protocol, v2.' });
