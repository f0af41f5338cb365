// docs/explorer.webp, the picture at the top of the README: a real chromium drags a point through the latent space of a variational
// autoencoder that is trained here on all of MNIST.
//
//   node scripts/moving-picture.mjs
//
// Needs the packages built, and chromium.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, flags } from '@latentkit/browser/chromium';
import { chromium } from 'playwright-core';
import { root } from './check/tool.mjs';
import { show } from './explorer/drive.mjs';
import { byCommand } from './explorer/served.mjs';
import { command } from './pages/runs.mjs';
import { visit } from './pages/visit.mjs';

const sharp = createRequire(join(root, 'apps', 'cli', 'package.json'))('sharp');
const main = join(root, 'apps', 'cli', 'dist', 'main.js');
const [frames, perSecond, width] = [72, 12, 960];

/** A closed curve through most of the plane, in shares of its width and height. @param {number} t from 0 to 1 */
const curve = (t) =>
  /** @type {const} */ ([0.5 + 0.33 * Math.sin(2 * Math.PI * t), 0.5 + 0.3 * Math.sin(4 * Math.PI * t + 0.6)]);

/** One screenshot a frame while a point is dragged along the curve. @param {import('playwright-core').Page} page */
async function dragged(page) {
  const plane = page.getByRole('slider', { name: /^Plane of codes/ });
  const box = await plane.boundingBox();
  if (!box) throw new Error('the page has no plane of codes');
  const move = (/** @type {number} */ t) => {
    const [x, y] = curve(t);
    return page.mouse.move(box.x + x * box.width, box.y + y * box.height);
  };
  await move(0);
  await page.mouse.down();
  const pictures = [];
  for (let frame = 0; frame < frames; frame++) {
    await move(frame / frames);
    await page.waitForTimeout(60);
    pictures.push(
      await sharp(await page.screenshot())
        .resize({ width })
        .png()
        .toBuffer(),
    );
  }
  await page.mouse.up();
  return pictures;
}

const found = findChromium();
if ('missing' in found) throw new Error(found.missing);
const folder = mkdtempSync(join(tmpdir(), 'latentkit-moving-'));
const browser = await chromium.launch({ executablePath: found.path, args: flags });
try {
  await command(main, folder)(
    'train',
    'vae',
    '--data',
    'mnist',
    '--latent-size',
    '2',
    '--epochs',
    '20',
    '--no-report',
    '--out',
    'vae-2d',
  );
  const { url, close } = await byCommand(main, ['explore', 'vae-2d'], folder);
  const { page } = await visit(browser, `${url}#plane`, {
    name: 'desktop, light',
    width: 1440,
    height: 900,
    scheme: 'light',
    touch: false,
  });
  await show(page, 'plane');
  await page.waitForTimeout(2000);
  const pictures = await dragged(page);
  const moving = sharp(pictures, { join: { animated: true } });
  writeFileSync(
    join(root, 'docs', 'explorer.webp'),
    await moving
      .webp({ delay: pictures.map(() => Math.round(1000 / perSecond)), loop: 0, quality: 60, effort: 6 })
      .toBuffer(),
  );
  await close();
  console.log('docs/explorer.webp');
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
