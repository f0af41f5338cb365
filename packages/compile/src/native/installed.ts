import { createRequire } from 'node:module';

/** CommonJS has `__filename` and no `import.meta.url`, an ES module the reverse; both are built from this file. */
const require = createRequire(typeof __filename === 'string' ? __filename : import.meta.url);

/** A package that this one sees, without a turn of the event loop; throws where there is none. */
export function load(name: string): unknown {
  return require(name);
}

/** Where a file of a package lies. */
export function fileOf(name: string): string {
  return require.resolve(name);
}

/** The file of a package's native part, if it is loaded; threads can load it by itself, and need no resolution of packages for it. */
export function nativeFileOf(name: string): string {
  const file = `${name}.node`;
  return Object.keys(require.cache).find((known) => known.endsWith(file)) ?? fileOf(name);
}
