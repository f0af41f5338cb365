import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, flags } from '@latentkit/browser/chromium';
import { chromium } from 'playwright-core';
import { totals } from '../check/totals.mjs';

/**
 * A script of checks in a real chromium, with a folder that is gone afterwards. One check is skipped where there is no chromium, and fails where
 * one was named.
 *
 * @param {string} name  of the script
 */
export function chromiumCheck(name) {
  const folder = mkdtempSync(join(tmpdir(), `latentkit-${name}-`));
  const { report, skip, end } = totals();

  /** @param {(browser: import('playwright-core').Browser) => Promise<void>} use */
  async function inChromium(use) {
    const found = findChromium();
    if ('missing' in found) {
      if (found.wanted) report('chromium', false, found.missing);
      else skip(found.missing);
      return;
    }
    const browser = await chromium.launch({ executablePath: found.path, args: flags });
    try {
      console.log(`Chromium ${browser.version()}`);
      await use(browser);
    } finally {
      await browser.close();
    }
  }

  return {
    folder,
    report,
    /** All checks, then the totals and the end of the process. @param {(browser: import('playwright-core').Browser) => Promise<void>} use */
    async run(use) {
      try {
        await inChromium(use);
      } catch (error) {
        report(name, false, error instanceof Error ? (error.stack ?? error.message) : String(error));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
      end();
      // A server that a failed check left open would hold the process.
      process.exit();
    },
  };
}
