import { expected } from '@latentkit/errors';
import type { Position, TrainState } from '../train/trainState.ts';
import { decodeSafetensors } from './decodeSafetensors.ts';
import { encodeSafetensors, type NamedArrays } from './encodeSafetensors.ts';

const format = 'latentkit-state';
const version = '1';
const counts = ['seed', 'batchSize', 'rows', 'step', 'epoch', 'examples'] as const;

/**
 * A state as a safetensors file: `variables/…` and `optimizer/…`, and in the metadata where the run stands.
 *
 * @param notes values of the caller's that JSON can hold, kept beside it
 * @example
 * let saved: Uint8Array = new Uint8Array();
 * for await (const event of train({ model, objective, data, optimizer: adam(), engine, epochs: 2 })) {
 *   if (event.kind === 'epoch') saved = encodeState(await event.state());
 * }
 * train({ model, objective, data, optimizer: adam(), engine, epochs: 3, from: decodeState(saved).state });
 */
export function encodeState(state: TrainState, notes: Readonly<Record<string, unknown>> = {}): Uint8Array {
  const { variables, optimizer, ...position } = state;
  const arrays = [...under('variables', variables), ...under('optimizer', optimizer)];
  const own = { format, version, position: JSON.stringify(position), notes: JSON.stringify(notes) };
  return encodeSafetensors(Object.fromEntries(arrays), own);
}

/**
 * Read what `encodeState` wrote.
 *
 * @param options.name what an error calls the file
 * @throws `FILE_FORMAT` naming what is wrong
 */
export function decodeState(
  file: Uint8Array,
  { name = 'state' } = {},
): { state: TrainState; notes: Readonly<Record<string, unknown>> } {
  const { tensors, metadata } = decodeSafetensors(file, { name });
  const need = (want: string, got: unknown, ok: boolean) => {
    if (ok) return;
    const todo = 'The file is damaged or of another program: take another one.';
    throw expected({ where: name, expected: want, received: String(got), todo, code: 'FILE_FORMAT' });
  };
  need(`metadata with format ${format}`, metadata.format, metadata.format === format);
  need(`version ${version}`, metadata.version, metadata.version === version);
  const position = parsed(metadata.position) as Position;
  for (const key of counts) need(`a whole ${key}`, position[key], Number.isSafeInteger(position[key]));
  const { terms, total, count } = (position.sums ?? {}) as Partial<Position['sums']>;
  const sums = [total, count, ...Object.values(terms ?? {})];
  need('sums of losses', sums.join(', '), sums.every(Number.isFinite));
  const other = Object.keys(tensors).find((key) => !/^(?:variables|optimizer)\//.test(key));
  need('tensors of variables and optimizer', other, other === undefined);
  const state = { ...position, variables: within('variables', tensors), optimizer: within('optimizer', tensors) };
  return { state, notes: parsed(metadata.notes) as Record<string, unknown> };
}

const under = (folder: string, arrays: NamedArrays) =>
  Object.entries(arrays).map(([name, array]) => [`${folder}/${name}`, array] as const);

function within(folder: string, arrays: NamedArrays): NamedArrays {
  const entries = Object.entries(arrays).filter(([name]) => name.startsWith(`${folder}/`));
  return Object.fromEntries(entries.map(([name, array]) => [name.slice(folder.length + 1), array]));
}

/** An object, empty where the text is none. */
function parsed(text: string | undefined): object {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
