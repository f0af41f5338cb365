import { expected } from '@latentkit/errors';
import type { Plugin } from '@latentkit/runs';

const told = ({ name, version, sha256 }: Pick<Plugin, 'name' | 'version' | 'sha256'>) =>
  `${version ? `${name} ${version}` : name} (sha256 ${sha256.slice(0, 12)}…)`;

/** That the code a job needs is here, byte for byte: none comes through the queue. @throws PLUGIN naming the first that is not */
export function checkPlugins(
  wanted: readonly (Pick<Plugin, 'name' | 'sha256'> & { readonly version?: string | undefined })[],
  here: readonly Plugin[],
): void {
  for (const { name, version, sha256 } of wanted) {
    const found = here.find((plugin) => plugin.name === name);
    if (found?.sha256 === sha256) continue;
    throw expected({
      where: 'worker, plug-ins',
      expected: told({ name, sha256, ...(version !== undefined && { version }) }),
      received: found ? told(found) : here.length === 0 ? 'no plug-in' : here.map(told).join(', '),
      todo: 'Start the worker with the same files, by latentkit.config or --plugin.',
      code: 'PLUGIN',
    });
  }
}
