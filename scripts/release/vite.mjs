import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, flags } from '@latentkit/browser/chromium';
import { chromium } from 'playwright-core';
import { serving } from './serving.mjs';

/** @typedef {import('./managers.mjs').Project} Project */

const html = '<!doctype html><title>starting</title><script type="module" src="/page.js"></script>';

const page = `import '@tensorflow/tfjs-backend-cpu';
import { compiled } from '@latentkit/compile/web';
import { adam, table, train } from '@latentkit/core';
import { squaredError } from '@latentkit/losses';
import { denseAutoencoder, reconstruction } from '@latentkit/models';

const bytes = Uint8Array.from({ length: 64 * 784 }, (_, i) => i % 251);
const data = { y: table(bytes, [64, 28, 28, 1], 1 / 255) };
const objective = reconstruction({ cost: squaredError });
try {
  const model = denseAutoencoder({ hidden: [16], latentSize: 2, seed: 1 });
  for await (const event of train({ model, objective, data, optimizer: adam(), engine: await compiled(), batchSize: 32, epochs: 1 }))
    if (event.kind === 'epoch') document.title = 'trained ' + Number.isFinite(event.total);
} catch (error) {
  document.title = 'refused ' + error.message;
}
`;

const configs = {
  plain: 'export default {};\n',
  excluded: "export default { optimizeDeps: { exclude: ['onnxruntime-web'] } };\n",
};

/** Why the page cannot be opened here; undefined where it can, or has to be. */
export function withoutChromium() {
  const found = findChromium();
  return 'missing' in found && !found.wanted ? found.missing : undefined;
}

/** A page on vite's development server trains once onnxruntime-web is kept out of its pre-bundling; before, it is told so. @param {Project} project */
export async function viteDevelops(project) {
  const packages = ['compile', 'core', 'losses', 'models', 'layers'].map((name) => `@latentkit/${name}`);
  const peers = [
    'onnxruntime-web@1.30.0',
    '@tensorflow/tfjs-backend-cpu@4.22.0',
    '@tensorflow/tfjs-layers@4.22.0',
    '@tensorflow/tfjs-core@4.22.0',
  ];
  await project.add([...packages, ...peers, 'vite@7']);
  writeFileSync(join(project.folder, 'index.html'), html);
  writeFileSync(join(project.folder, 'page.js'), page);
  const found = findChromium();
  if ('missing' in found) throw new Error(found.missing);
  const browser = await chromium.launch({ executablePath: found.path, args: flags });
  try {
    const [plain, excluded] = [await titleOf(browser, project, 'plain'), await titleOf(browser, project, 'excluded')];
    if (!plain.includes("optimizeDeps: { exclude: ['onnxruntime-web'] }")) throw new Error(`unconfigured: ${plain}`);
    if (excluded !== 'trained true') throw new Error(`configured: ${excluded}`);
  } finally {
    await browser.close();
  }
}

/** What becomes of the page. @param {import('playwright-core').Browser} browser @param {Project} project @param {keyof typeof configs} config */
async function titleOf(browser, project, config) {
  writeFileSync(join(project.folder, 'vite.config.js'), configs[config]);
  const { url, close } = await serving(project, 'vite', '--host', '127.0.0.1');
  const opened = await browser.newPage();
  try {
    opened.setDefaultTimeout(120_000);
    await opened.goto(url);
    await opened.waitForFunction(() => /^(trained|refused)/.test(document.title));
    return await opened.title();
  } finally {
    await opened.close();
    await close();
  }
}
