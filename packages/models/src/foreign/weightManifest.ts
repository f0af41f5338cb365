import type { HostArray, NamedArrays } from '@latentkit/core';
import { counted } from '@latentkit/errors';
import { io } from '@tensorflow/tfjs-core';
import { damaged } from '../files/readDescription.ts';

/** Files by their path beside model.json. */
export type FilesByPath = Readonly<Record<string, Uint8Array>>;

interface Spec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string; readonly scale?: number; readonly min?: number };
}

const bytesOf: Readonly<Record<string, number>> = { float32: 4, int32: 4, bool: 1, uint8: 1, uint16: 2, float16: 2 };

/**
 * The weights of a tfjs model by name, quantised ones as float32.
 *
 * @throws `FILE_FORMAT` for a manifest that is not valid, a file that is not there, or one of another size than the manifest says
 */
export async function readWeightManifest(manifest: unknown, files: FilesByPath): Promise<NamedArrays> {
  if (!Array.isArray(manifest)) throw damaged('a weightsManifest with groups of files', typeof manifest);
  const found: [string, HostArray][] = [];
  for (const [i, group] of manifest.entries()) {
    const { paths, weights } = (group ?? {}) as { paths?: unknown; weights?: unknown };
    const at = `weightsManifest[${i}]`;
    if (!Array.isArray(paths) || !Array.isArray(weights)) throw damaged(`paths and weights in ${at}`, 'something else');
    const specs = weights.map((spec, j) => checkedSpec(spec, `${at}.weights[${j}]`));
    const data = joined(paths, files);
    const size = specs.reduce((sum, spec) => sum + sizeOf(spec), 0);
    if (data.length !== size)
      throw damaged(`${counted(size, 'byte')} in ${paths.join(', ').slice(0, 100)}`, String(data.length), todo);
    const tensors = io.decodeWeights(data.buffer as ArrayBuffer, specs as unknown as io.WeightsManifestEntry[]);
    for (const { name, shape } of specs) {
      const tensor = tensors[name];
      if (!tensor) throw damaged(`each name once in ${at}`, name);
      const values = tensor.dataSync<'float32' | 'int32'>();
      found.push([name, { values: values instanceof Float32Array ? values : Int32Array.from(values), shape }]);
      tensor.dispose();
      delete tensors[name];
    }
  }
  const names = new Set(found.map(([name]) => name));
  if (names.size < found.length) throw damaged('each name once in weightsManifest', 'one that comes again');
  return Object.fromEntries(found);
}

const todo = 'Take model.json and the files that it names from the same save.';

function joined(paths: readonly unknown[], files: FilesByPath): Uint8Array {
  const parts = paths.map((path) => {
    const part = typeof path === 'string' && Object.hasOwn(files, path) ? files[path] : undefined;
    if (!part) throw damaged(`the file ${String(path).slice(0, 80)} beside it`, 'none', todo);
    return part;
  });
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const isLength = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

function checkedSpec(spec: unknown, at: string): Spec {
  const { name, shape, dtype, quantization } = (spec ?? {}) as Partial<Spec>;
  if (typeof name !== 'string' || name === '') throw damaged(`a name in ${at}`, typeof name);
  if (!Array.isArray(shape) || !shape.every(isLength))
    throw damaged(`a shape in ${at}`, JSON.stringify(shape) ?? 'none');
  if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'bool')
    throw damaged(`float32, int32 or bool in ${at}`, String(dtype).slice(0, 40));
  if (quantization !== undefined && !isQuantization(quantization, dtype))
    throw damaged(`a quantization of ${dtype} in ${at}`, JSON.stringify(quantization).slice(0, 80));
  return { name, shape, dtype, ...(quantization && { quantization }) };
}

function isQuantization({ dtype, scale, min }: NonNullable<Spec['quantization']>, of: string): boolean {
  if (dtype === 'float16') return of === 'float32';
  return (dtype === 'uint8' || dtype === 'uint16') && of !== 'bool' && Number.isFinite(scale) && Number.isFinite(min);
}

const sizeOf = ({ shape, dtype, quantization }: Spec) =>
  shape.reduce((product, length) => product * length, 1) * (bytesOf[quantization?.dtype ?? dtype] as number);
