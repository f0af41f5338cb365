import type { Corruption } from '@latentkit/layers';
import type { ColumnGroup, Cost, Likelihood } from '@latentkit/models';
import type { Domain } from '@latentkit/runs';

/** Numbers that a cost can take, both ends included; all finite ones where there is none. */
type Range = Omit<Domain, 'of'>;

/** C(y, ỹ) by name. See `defineCost`. */
export interface CostEntry {
  /** One number per example, [batch]. */
  readonly cost: Cost;
  /** The same of rows whose columns are of several kinds, where it is another; the decoder then gives `columnMeans`. */
  readonly ofColumns?: (columns: readonly ColumnGroup[]) => Cost;
  /** E.g. `nats` or `squared error`. */
  readonly unit: string;
  readonly domain?: Range;
}

/** What becomes of y before the encoder sees it, by name. See `defineCorruption`. */
export interface CorruptionEntry {
  /** What the level is, e.g. `σ`; with the usual one it makes the help. */
  readonly levelIs: string;
  /** The level of a run that sets none. */
  readonly level: number;
  of(level: number): Corruption;
}

/** p(y|z) by name. */
export interface LikelihoodEntry {
  /** @param columns what the numbers of a row are, where they are of several kinds */
  of(columns?: readonly ColumnGroup[]): Likelihood;
  readonly domain?: Range;
}

/** What the models of a catalogue are made from, by name. */
export interface Parts {
  readonly costs: Readonly<Record<string, CostEntry>>;
  readonly corruptions: Readonly<Record<string, CorruptionEntry>>;
  readonly likelihoods: Readonly<Record<string, LikelihoodEntry>>;
}

/**
 * A cost for a catalogue: every autoencoder that takes `--cost` takes it by its name.
 *
 * @example
 * const entry = defineCost({ cost: squaredError, unit: 'squared error' });
 * entry.unit; // 'squared error'
 */
export const defineCost = (entry: CostEntry): CostEntry => entry;

/**
 * A corruption for a catalogue: denoising autoencoders take it by its name.
 *
 * @example
 * const entry = defineCorruption({
 *   levelIs: 'σ',
 *   level: 0.5,
 *   of: (standardDeviation) => gaussianNoise({ standardDeviation }),
 * });
 * entry.level; // 0.5
 */
export const defineCorruption = (entry: CorruptionEntry): CorruptionEntry => entry;

/** The names of a table, as a choice of zod's needs them. */
export const namesOf = (table: Readonly<Record<string, unknown>>) => Object.keys(table) as [string, ...string[]];

/** An entry by a name that the spec's schema has checked. */
export const entryOf = <Entry>(table: Readonly<Record<string, Entry>>, name: string): Entry => table[name] as Entry;

/** As a title says it. */
export const titleOf = (name: string) => name.replaceAll('-', ' ');

/** The domain of an entry, as its name says it. */
export const domainOf = ({ domain }: { readonly domain?: Range }, name: string): Domain | undefined =>
  domain && { ...domain, of: titleOf(name) };
