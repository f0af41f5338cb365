import type { HostArray } from '@latentkit/core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { refused } from './refused.ts';

/** What is asked of a reader of HDF5; the module `jsfive` has it. */
export interface Hdf5 {
  readonly File: new (bytes: ArrayBuffer, name: string) => Hdf5Group;
}

export interface Hdf5Group {
  /** Undefined, or an error, where there is none. */
  get(path: string): Hdf5Group | Hdf5Dataset | undefined;
  readonly keys: readonly string[];
  readonly attrs: Readonly<Record<string, unknown>>;
}

interface Hdf5Dataset {
  readonly value: ArrayLike<number>;
  readonly shape: readonly number[];
}

type Layer = LayersModel['layers'][number];

/** The weights of each layer that has some, in the layer's order, as `model.save` to a file `.h5` lays them: groups by the layers' names. */
export function weightsByName(file: Hdf5Group, layers: readonly Layer[]): HostArray[][] {
  return layers.map(({ name, weights }) => {
    // A layer without weights may have no group, as the input of a Sequential has none.
    if (weights.length === 0) return [];
    const group = at(file, `model_weights/${name}`) as Hdf5Group;
    const names = [group.attrs.weight_names ?? []].flat() as string[];
    return names.map((weight) => arrayOf(at(group, weight), `${name}/${weight}`));
  });
}

/** The same as a `.keras` archive's `model.weights.h5` lays them: groups by the classes' names, counted. */
export function weightsByClass(file: Hdf5Group, layers: readonly Layer[]): HostArray[][] {
  const counts = new Map<string, number>();
  return layers.map((layer) => {
    const name = snakeCase(layer.getClassName());
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const path = `layers/${count === 0 ? name : `${name}_${count}`}`;
    if (layer.weights.length === 0) return [];
    const group = at(file, path) as Hdf5Group;
    // The weights of a recurrent layer are those of its cell.
    const inner = group.keys.includes('cell') ? `${path}/cell/vars` : `${path}/vars`;
    return layer.weights.map((_, i) => arrayOf(at(file, `${inner}/${i}`), `${inner}/${i}`));
  });
}

/** As Keras names the group of a class: Conv2DTranspose is conv2d_transpose. */
const snakeCase = (name: string) =>
  name
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

function at(group: Hdf5Group, path: string): Hdf5Group | Hdf5Dataset {
  try {
    const found = group.get(path);
    if (found) return found;
  } catch {
    // The reader throws for a part of a path that is not there.
  }
  throw refused(`weights at ${path.slice(0, 100)}`, 'none', 'Save the whole model, layers and weights.');
}

function arrayOf(found: Hdf5Group | Hdf5Dataset, path: string): HostArray {
  const { value, shape } = found as Hdf5Dataset;
  if (!Array.isArray(shape) || value === undefined)
    throw refused(`an array at ${path.slice(0, 100)}`, 'something else');
  return { values: Float32Array.from(value), shape };
}
