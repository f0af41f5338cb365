// The most that each package may weigh in a page, minified and compressed, without what it shares with others. A new loss or model fits in what is left: `pnpm new`
// is tried on these budgets in CI.

/** @type {[name: string, limit: string, ignored?: string[]][]} */
const budgets = [
  ['errors', '0.5 kB'],
  ['losses', '3 kB'],
  ['core', '18 kB'],
  ['core/internal', '13.5 kB'],
  ['layers', '7 kB'],
  ['models', '31 kB'],
  ['datasets', '21.5 kB'],
  ['metrics', '8.5 kB', ['ml-matrix']],
  ['metrics/embed', '6 kB', ['ml-matrix', 'umap-js']],
  ['test-kit', '9.5 kB', ['vitest']],
  ['samplers', '5.5 kB', ['ml-matrix']],
  ['viz', '27.5 kB'],
  ['compile', '30 kB', ['@bufbuild/*', 'onnxruntime-*']],
];

export default budgets.map(([name, limit, ignored = []]) => {
  const [folder, entry = 'index'] = name.split('/');
  return {
    name: `@latentkit/${name}`,
    path: `packages/${folder}/dist/${entry}.js`,
    limit,
    ignore: ['@latentkit/*', '@tensorflow/*', ...ignored],
    // Chunks without side effects are imported bare by tsup's files; a warning of it for each hides the one line that counts.
    modifyEsbuildConfig: (/** @type {object} */ config) => ({ ...config, logLevel: 'error' }),
  };
});
