import { eventually } from '../explorer/drive.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('../check/totals.mjs').Totals['report']} Report
 */

/** The step of the lesson in a frame, nothing while it loads. @param {Page} page @param {number} frame */
export async function stepOf(page, frame = 0) {
  const numbers = page.locator('.try iframe').nth(frame).contentFrame().locator('p.where');
  const step = await numbers.getAttribute('data-step', { timeout: 60_000 }).catch(() => '');
  return Number(step || 0);
}

/**
 * Every "Try it" of a page pressed: a lesson trains, a drawn figure says something new.
 *
 * @param {Page} page
 * @param {Report} report
 * @param {string} title
 */
export async function tryAll(page, report, title) {
  const figures = page.locator('.drawn-figure');
  for (let i = 0; i < (await figures.count()); i++) {
    const figure = figures.nth(i);
    const words = () => figure.locator('figcaption, .about').allTextContents();
    const before = String(await words());
    await figure.locator('.try-button').first().click();
    const moved = await eventually(async () => String(await words()) !== before, 60_000);
    report(`${title}: figure ${i + 1} moves`, moved);
  }
  for (let i = 0; (await page.locator('.try .try-button').count()) > 0; i++) {
    await page.locator('.try .try-button').first().click();
    const trains = await eventually(async () => (await stepOf(page)) > 2, 90_000);
    report(`${title}: lesson ${i + 1} trains`, trains, `step ${await stepOf(page)}`);
    await page.locator('.try .close').first().click();
    if (i > 3) break;
    // It is offered again; the next one follows it.
    await page
      .locator('.try:not(.open)')
      .nth(i)
      .evaluate((element) => element.querySelector('.try-button')?.remove());
  }
}
