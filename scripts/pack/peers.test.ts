import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../check/tool.mjs';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

const manifests = ['packages', 'apps']
  .flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name, 'package.json')))
  .filter((file) => existsSync(file))
  .map((file): Manifest => JSON.parse(readFileSync(file, 'utf8')));

/** What its code imports. core only loads tfjs-layers where it is there, for gradients: who trains brings it. */
const required = ({ name, peerDependencies = {}, peerDependenciesMeta = {} }: Manifest) =>
  Object.keys(peerDependencies).filter(
    (peer) => !peerDependenciesMeta[peer]?.optional && !(name === '@latentkit/core' && peer.endsWith('tfjs-layers')),
  );

// Where packages are kept apart (Plug'n'Play, pnpm without hoisting), a peer comes from whoever depends on the package, and from nobody else.
it('a package passes on, or brings, the peers that its own dependencies require', () => {
  const missing = manifests.flatMap((manifest) => {
    const has = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies };
    const used = manifests.filter(({ name }) => manifest.dependencies?.[name]);
    return used.flatMap((dependency) =>
      required(dependency)
        .filter((peer) => !has[peer])
        .map((peer) => `${manifest.name}: ${peer}, which ${dependency.name} requires`),
    );
  });
  expect(missing).toEqual([]);
});
