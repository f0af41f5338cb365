/** Which LatentKit packages a package may import: the arrows of the root README's diagram. */
export const allowed = /** @type {Record<string, string[]>} */ ({
  '@latentkit/errors': [],
  '@latentkit/losses': ['@latentkit/errors'],
  '@latentkit/core': ['@latentkit/errors'],
  '@latentkit/viz': ['@latentkit/errors'],
  '@latentkit/hub': ['@latentkit/errors'],
  '@latentkit/layers': ['@latentkit/core', '@latentkit/errors'],
  '@latentkit/datasets': ['@latentkit/core', '@latentkit/errors'],
  '@latentkit/metrics': ['@latentkit/core', '@latentkit/errors'],
  '@latentkit/samplers': ['@latentkit/core', '@latentkit/errors'],
  '@latentkit/test-kit': ['@latentkit/core'],
  '@latentkit/compile': ['@latentkit/core', '@latentkit/errors'],
  '@latentkit/models': ['@latentkit/losses', '@latentkit/layers', '@latentkit/core', '@latentkit/errors'],
  '@latentkit/runs': [
    '@latentkit/models',
    '@latentkit/datasets',
    '@latentkit/metrics',
    '@latentkit/hub',
    '@latentkit/core',
    '@latentkit/errors',
  ],
  '@latentkit/report': [
    '@latentkit/runs',
    '@latentkit/models',
    '@latentkit/losses',
    '@latentkit/layers',
    '@latentkit/datasets',
    '@latentkit/metrics',
    '@latentkit/samplers',
    '@latentkit/viz',
    '@latentkit/core',
    '@latentkit/errors',
  ],
  '@latentkit/catalogue': [
    '@latentkit/report',
    '@latentkit/runs',
    '@latentkit/models',
    '@latentkit/metrics',
    '@latentkit/losses',
    '@latentkit/layers',
    '@latentkit/datasets',
    '@latentkit/samplers',
    '@latentkit/core',
    '@latentkit/errors',
  ],
  '@latentkit/export': [
    '@latentkit/compile',
    '@latentkit/runs',
    '@latentkit/models',
    '@latentkit/core',
    '@latentkit/errors',
  ],
  '@latentkit/cluster': [
    '@latentkit/report',
    '@latentkit/runs',
    '@latentkit/viz',
    '@latentkit/core',
    '@latentkit/errors',
  ],
  '@latentkit/serve': [
    '@latentkit/report',
    '@latentkit/runs',
    '@latentkit/models',
    '@latentkit/datasets',
    '@latentkit/samplers',
    '@latentkit/core',
    '@latentkit/errors',
  ],
});

/** Folders whose packages and files may import every package. */
export const leaves = ['apps', 'benchmarks', 'examples'];

/** Lines of a source file: reported above the first, an error above the second. */
export const lineLimits = { look: 250, stop: 400 };
