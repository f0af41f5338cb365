import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core has against a page as it is now: its serious and critical findings, one line each.
 *
 * @param {import('playwright-core').Page} page
 * @param {{ iframes?: boolean }} [options]  without frames where the page lies on the disk: axe speaks to them by an address, and there is none
 * @returns {Promise<string[]>}
 */
export async function accessibility(page, options = {}) {
  // By the debugger, which the page's content security policy does not bind.
  await page.evaluate(`${source};0`);
  return page.evaluate(async (options) => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run(options);
    return violations
      .filter((/** @type {any} */ { impact }) => impact === 'serious' || impact === 'critical')
      .map((/** @type {any} */ { impact, id, help, nodes }) => {
        const places = nodes.map((/** @type {any} */ node) => node.target.join(' '));
        return `${impact} ${id}: ${help} (${places.length}: ${places.slice(0, 3).join(' | ')})`;
      });
  }, options);
}

/** How far a page reaches beyond the window on the right, in pixels: readers must not scroll sideways. @param {import('playwright-core').Page} page */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
