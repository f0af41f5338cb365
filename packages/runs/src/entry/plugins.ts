import { expected } from '@latentkit/errors';
import type { Catalogue, Plugin } from './catalogue.ts';

const told = ({ name, version }: Pick<Plugin, 'name' | 'version'>) => (version ? `${name} ${version}` : name);

/** The plug-ins that a run.json names; what is not one is passed over, as the file may come from anywhere. */
function pluginsOf({ plugins }: Readonly<Record<string, unknown>>): Plugin[] {
  if (!Array.isArray(plugins)) return [];
  return plugins.filter(
    (one) => typeof one?.name === 'string' && typeof one.sha256 === 'string' && Array.isArray(one.adds),
  );
}

/**
 * That whatever a run names of its plug-ins is in the catalogue.
 *
 * @throws RUN naming the plug-in that is missing and what the run takes from it
 */
export function checkPlugins(
  path: string,
  record: Readonly<Record<string, unknown>>,
  { plugins = [] }: Pick<Catalogue, 'plugins'>,
): void {
  const values = Object.values(record.spec as object).filter((value) => typeof value === 'string');
  for (const wanted of pluginsOf(record)) {
    const used = wanted.adds.find((name) => values.includes(name));
    if (used === undefined || plugins.some(({ adds }) => adds.includes(used))) continue;
    throw expected({
      where: `run ${path}`,
      expected: `the plug-in ${told(wanted)}, which adds ${used}`,
      received: plugins.length === 0 ? 'no plug-in' : plugins.map(told).join(', '),
      todo: 'Run the command where its latentkit.config file is, or name it with --plugin.',
      code: 'RUN',
    });
  }
}

/** One line for each plug-in that is not the one that a run was trained with. */
export function pluginsApart(
  record: Readonly<Record<string, unknown>>,
  { plugins = [] }: Pick<Catalogue, 'plugins'>,
): string[] {
  return pluginsOf(record).flatMap((before) => {
    const now = plugins.find(({ name }) => name === before.name);
    if (now === undefined || now.sha256 === before.sha256) return [];
    const hash = ({ sha256 }: Plugin) => `sha256 ${sha256.slice(0, 12)}…`;
    return [
      `plug-in ${told(now)} (${hash(now)}) instead of ${told(before)} (${hash(before)}) of the run: results may differ`,
    ];
  });
}
