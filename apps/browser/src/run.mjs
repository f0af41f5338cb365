// A page that trains with @latentkit/compile/web, bundled from our sources and opened in a real browser.
// pnpm test:browser, with LATENTKIT_CHROMIUM=<path> for a browser that must be there
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { checks } from './run/checks.mjs';
import { findChromium, flags } from './run/chromium.mjs';
import { openPage } from './run/openPage.mjs';
import { buildSite, serve } from './run/site.mjs';

const totals = { passed: 0, failed: 0, skipped: 0 };

/** @param {string} name @param {boolean} ok @param {string} detail */
function report(name, ok, detail) {
  totals[ok ? 'passed' : 'failed']++;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(74)}${detail}`.trimEnd());
}

/** @param {string} path */
async function test(path) {
  const folder = mkdtempSync(join(tmpdir(), 'latentkit-browser-'));
  const browser = await chromium.launch({ executablePath: path, args: flags });
  try {
    console.log(`Chromium ${browser.version()}`);
    await buildSite(folder);
    for (const isolated of [true, false]) {
      const { url, close } = await serve(folder, isolated);
      const opened = await openPage(browser, url);
      for (const [name, check] of Object.entries(checks)) {
        const title = `${isolated ? 'isolated' : 'not isolated'}: ${name}`;
        const failed = (/** @type {unknown} */ error) =>
          /** @type {import('./run/checks.mjs').Outcome} */ ([false, String(error)]);
        report(title, ...(await check(opened, isolated).catch(failed)));
      }
      await opened.page.close();
      await close();
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const found = findChromium();
if ('path' in found) {
  await test(found.path).catch((error) => report('browser', false, String(error)));
} else if (found.wanted) {
  report('browser', false, found.missing);
} else {
  totals.skipped++;
  console.log(`skipped ${found.missing}`);
}
console.log(
  `${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`,
);
process.exitCode = totals.failed === 0 ? 0 : 1;
