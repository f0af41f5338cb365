import type { About, Dataset } from '@latentkit/datasets';

/** A data set by name. See `defineDataset`. */
export interface DatasetEntry {
  readonly about: Omit<About, 'name'>;
  /** Always the same rows: a run is resumed on them. */
  load(): Dataset | Promise<Dataset>;
}

/**
 * A data set for a catalogue.
 *
 * @example
 * const entry = defineDataset({
 *   about: {
 *     title: 'two rows',
 *     rows: { train: 1, test: 1 },
 *     shape: [2],
 *     classes: [],
 *     source: 'computed',
 *     licence: 'MIT',
 *   },
 *   load: () => ({
 *     name: 'rows',
 *     train: { y: table(Float32Array.of(1, 2), [1, 2]) },
 *     test: { y: table(Float32Array.of(3, 4), [1, 2]) },
 *   }),
 * });
 * entry.about.title; // 'two rows'
 */
export function defineDataset(entry: DatasetEntry): DatasetEntry {
  return entry;
}
