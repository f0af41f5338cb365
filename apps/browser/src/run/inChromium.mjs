import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';
import { buildSite } from './site.mjs';

/**
 * @typedef {(name: string, ok: boolean, detail: string) => void} Report
 * @typedef {{ browser: import('playwright-core').Browser, folder: string, report: Report }} Tested  folder: the built page
 */

/**
 * Tests of the page in a browser that is found, or a skip that says why there is none; prints each result and the totals.
 *
 * @param {{ flags: string[], width: number }} options flags of the browser; width: of the names
 * @param {(tested: Tested) => Promise<void>} test
 */
export async function inChromium({ flags, width }, test) {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  /** @type {Report} */
  const report = (name, ok, detail) => {
    totals[ok ? 'passed' : 'failed']++;
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(width)}${detail}`.trimEnd());
  };
  const found = findChromium();
  if ('path' in found) {
    const folder = mkdtempSync(join(tmpdir(), 'latentkit-browser-'));
    const browser = await chromium.launch({ executablePath: found.path, args: flags });
    try {
      console.log(`Chromium ${browser.version()}`);
      await buildSite(folder);
      await test({ browser, folder, report });
    } catch (error) {
      report('browser', false, String(error));
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  } else if (found.wanted) {
    report('browser', false, found.missing);
  } else {
    totals.skipped++;
    console.log(`skipped ${found.missing}`);
  }
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
  console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`);
  process.exitCode = totals.failed === 0 ? 0 : 1;
}
