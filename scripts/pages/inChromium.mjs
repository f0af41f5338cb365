import { findChromium, flags } from '@latentkit/browser/chromium';
import { chromium } from 'playwright-core';

/**
 * Run checks in a real chromium; one skipped check where there is none, and a failed one where it was named.
 *
 * @param {import('./totals.mjs').Totals} totals
 * @param {(browser: import('playwright-core').Browser) => Promise<void>} use
 */
export async function inChromium(totals, use) {
  const found = findChromium();
  if ('missing' in found) {
    if (found.wanted) totals.report('chromium', false, found.missing);
    else totals.skip(found.missing);
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
