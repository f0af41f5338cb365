import { expected } from '@latentkit/errors';
import { type Figures, figures, type Samplers } from '@latentkit/report';
import type { Catalogue, DatasetEntry, ModelEntry, Plugin } from '@latentkit/runs';
import { corruptions } from './corruptions.ts';
import { costs } from './costs.ts';
import { datasets } from './datasets.ts';
import { likelihoods } from './likelihoods.ts';
import { models } from './models.ts';
import type { CorruptionEntry, CostEntry } from './parts.ts';
import { samplers } from './samplers.ts';

/** What is added to a catalogue, by the names that a spec or a command line uses. See `defineConfig`. */
export interface Config {
  readonly models?: Readonly<Record<string, ModelEntry>>;
  readonly datasets?: Readonly<Record<string, DatasetEntry>>;
  readonly costs?: Readonly<Record<string, CostEntry>>;
  readonly corruptions?: Readonly<Record<string, CorruptionEntry>>;
  readonly samplers?: Samplers;
  readonly figures?: Figures;
}

/** Everything that the command knows by name. */
export interface FullCatalogue extends Catalogue {
  readonly samplers: Samplers;
  readonly figures: Figures;
  readonly plugins: readonly Plugin[];
}

/** A config, and where it comes from: `run.json` names it. */
export interface Added {
  readonly config: Config;
  readonly plugin: Omit<Plugin, 'adds'>;
}

/**
 * What a `latentkit.config.ts` or a plug-in exports by default: entries that join the catalogue by their names.
 *
 * @example
 * const config = defineConfig({
 *   costs: { 'my-error': defineCost({ cost: squaredError, unit: 'squared error' }) },
 * });
 * catalogue([{ config, plugin: { name: 'mine', sha256: '' } }]).plugins; // [{ name: 'mine', sha256: '', adds: ['my-error'] }]
 */
export const defineConfig = (config: Config): Config => config;

const kinds = ['models', 'datasets', 'costs', 'corruptions', 'samplers', 'figures'] as const;

/**
 * The catalogue of this package with what is added to it. Models of this package take added costs and corruptions by name.
 *
 * @param added in the order of their loading
 * @throws PLUGIN for a config that is not valid, or a name that is there already
 */
export function catalogue(added: readonly Added[] = []): FullCatalogue {
  const own = { costs, corruptions, datasets, samplers, figures, models: {} };
  const tables = added.reduce((all, { config, plugin }) => joined(all, config, plugin.name), own as Required<Config>);
  const { models: theirs, ...parts } = tables;
  const ours = models({ ...parts, likelihoods });
  const twice = Object.keys(theirs).find((name) => Object.hasOwn(ours, name));
  if (twice !== undefined) throw taken('models', twice, added.map(({ plugin }) => plugin.name).join(', '));
  const plugins = added.map(({ config, plugin }) => ({ ...plugin, adds: kinds.flatMap((k) => namesIn(config, k)) }));
  return { ...parts, models: { ...ours, ...theirs }, plugins };
}

const namesIn = (config: Config, kind: (typeof kinds)[number]) => Object.keys(config[kind] ?? {});

function joined(all: Required<Config>, config: unknown, plugin: string): Required<Config> {
  const isTable = (value: unknown): value is Record<string, object> =>
    typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'object');
  const known = Object.entries(typeof config === 'object' && config !== null ? config : { default: config });
  for (const [kind, table] of known) {
    if ((kinds as readonly string[]).includes(kind) && isTable(table)) continue;
    throw expected({
      where: plugin,
      expected: `a default export of defineConfig, with ${kinds.join(', ')}`,
      received: (kinds as readonly string[]).includes(kind) ? `${kind} that are not entries by name` : kind,
      todo: 'Write `export default defineConfig({ models: { … } })`.',
      code: 'PLUGIN',
    });
  }
  return Object.fromEntries(
    kinds.map((kind) => {
      const more = (config as Config)[kind] ?? {};
      const twice = Object.keys(more).find((name) => Object.hasOwn(all[kind], name));
      if (twice !== undefined) throw taken(kind, twice, plugin);
      return [kind, { ...all[kind], ...more }];
    }),
  ) as unknown as Required<Config>;
}

const taken = (kind: string, name: string, plugin: string) =>
  expected({
    where: `${plugin}, ${kind}`,
    expected: 'a name that is not taken',
    received: `${name}, which is there already`,
    todo: 'Give it another name.',
    code: 'PLUGIN',
  });
