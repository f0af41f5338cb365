import { readFile } from 'node:fs/promises';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{ title: string, reader: import('../pages/visit.mjs').Reader, report: import('../check/totals.mjs').Totals['report'] }} Stage
 */

/** In the page: the picture of a figure that is seen. @param {Element} figure */
const seenIn = (figure) =>
  [...figure.querySelectorAll('svg')].find(
    (svg) => svg.getBoundingClientRect().width > 0 && !svg.parentElement?.closest('svg'),
  );

/** Colours, letters and columns as the reader's screen wants them. @param {Page} page @param {Stage} stage */
export async function checkLooks(page, { title, reader, report }) {
  const found = await page.evaluate((seen) => {
    const seenIn = new Function(`return ${seen}`)();
    const figures = [...document.querySelectorAll('figure[data-name]')];
    const pictures = figures.map(seenIn).filter(Boolean);
    const grounds = new Set(pictures.map((svg) => getComputedStyle(svg.querySelector('rect')).fill));
    const letters = pictures.flatMap((svg) =>
      [...svg.querySelectorAll('text')].map(
        (text) => Number.parseFloat(getComputedStyle(text).fontSize) * (svg.getScreenCTM()?.a ?? 1),
      ),
    );
    const around = [...document.querySelectorAll('main *')]
      .filter(
        (element) =>
          !element.closest('svg') &&
          element.childElementCount === 0 &&
          element.textContent?.trim() &&
          element.getClientRects().length > 0,
      )
      .map((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    return {
      grounds: [...grounds],
      pictures: pictures.length === figures.length,
      smallest: Math.min(...letters, ...around),
      columns: new Set(figures.map((figure) => Math.round(figure.getBoundingClientRect().left))).size,
    };
  }, String(seenIn));
  const ground = reader.scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(21, 23, 28)';
  report(`${title}: figures in one look`, found.pictures && found.grounds.join() === ground, found.grounds.join('; '));
  report(`${title}: no letters below 11 pixels`, found.smallest >= 10.99, `${found.smallest.toFixed(2)} pixels`);
  const wanted = reader.touch ? 1 : 2;
  report(`${title}: columns`, found.columns === wanted, String(found.columns));
}

/** A dot that is pointed at says what it stands for. @param {Page} page @param {Stage} stage */
export async function checkDots(page, { title, reader: { touch }, report }) {
  const figure = page.locator('figure[data-words]');
  const dot = figure.locator(`.on-${touch ? 'narrow' : 'wide'} circle`).nth(30);
  await dot.scrollIntoViewIfNeeded();
  const box = await dot.boundingBox();
  const at = /** @type {const} */ ([(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2]);
  await (touch ? page.touchscreen.tap(...at) : page.mouse.move(...at));
  const tip = figure.locator('.tip:visible');
  const words = await tip.textContent({ timeout: 5000 }).catch(() => '');
  report(`${title}: a dot says what it stands for`, /^test \d+ · /.test(words?.trim() ?? ''), words?.trim());
  await figure.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const second = (await tip.textContent())?.trim() ?? '';
  report(`${title}: arrow keys go from dot to dot`, second.startsWith('test 1 · '), second);
}

/** The course of training goes by keys and by its button. @param {Page} page @param {Omit<Stage, 'reader'>} stage */
export async function checkCourse(page, { title, report }) {
  const figure = page.locator('figure.course');
  const words = () => figure.locator('output').textContent();
  const shown = () =>
    figure.evaluate((all) =>
      [...all.querySelectorAll('.sheet image, .dots circle')]
        .map((part) => part.getAttribute('y') ?? part.getAttribute('cx'))
        .join(),
    );
  const [last, picture] = [await words(), await shown()];
  await figure.getByRole('slider').press('Home');
  report(
    `${title}: the first epoch`,
    /^epoch 1: mean squared error \d/.test((await words()) ?? ''),
    (await words()) ?? '',
  );
  report(`${title}: shows other images`, (await shown()) !== picture);
  await figure.getByRole('button', { name: 'Play' }).click();
  const played = figure.locator('output', { hasText: last ?? '' });
  report(
    `${title}: plays to the last`,
    await played.waitFor({ timeout: 10_000 }).then(
      () => true,
      () => false,
    ),
    last ?? '',
  );
}

/** Values under the pointer, files, enlarging. @param {Page} page @param {Stage} stage */
export async function checkTools(page, { title, reader: { touch }, report }) {
  const figures = page.locator('figure[data-name]');
  const count = await figures.count();
  const silent = [];
  for (let i = 0; i < count; i++) {
    const figure = figures.nth(i);
    await figure.focus();
    for (let press = 0; press < 9; press++) await page.keyboard.press('ArrowRight');
    const words = await figure
      .locator('.tip:visible')
      .textContent({ timeout: 2000 })
      .catch(() => '');
    if (!words?.trim()) silent.push(await figure.getAttribute('data-name'));
  }
  report(`${title}: ${count} figures say their values`, silent.length === 0, silent.join());
  const figure = figures.first();
  const name = await figure.getAttribute('data-name');
  for (const [kind, start] of Object.entries({ SVG: '<svg ', PNG: '\x89PNG' })) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      figure.getByRole('button', { name: new RegExp(`as ${kind}$`) }).click(),
    ]);
    const text = await readFile(await download.path(), 'latin1');
    const whole = text.startsWith(start) && !text.includes('var(--');
    report(
      `${title}: taken as ${kind}`,
      whole && download.suggestedFilename() === `${name}.${kind.toLowerCase()}`,
      download.suggestedFilename(),
    );
  }
  const numbers = page.locator('figure[data-csv]').first();
  const [taken] = await Promise.all([
    page.waitForEvent('download'),
    numbers.getByRole('button', { name: /as CSV$/ }).click(),
  ]);
  const table = await readFile(await taken.path(), 'utf8');
  report(`${title}: taken as CSV`, /^[^\r\n]+,[^\r\n]+\r\n/.test(table), table.slice(0, 60));
  await figure.getByRole('button', { name: /^Enlarge/ }).click();
  const dialog = page.getByRole('dialog');
  const view = () => dialog.locator('svg').first().getAttribute('viewBox');
  const before = await view();
  await page.keyboard.press('+');
  const zoomed = await view();
  report(`${title}: enlarged and zoomed`, before !== null && zoomed !== before, `${before} → ${zoomed}`);
  if (!touch) {
    const box = await dialog.locator('.stage').boundingBox();
    const middle = /** @type {const} */ ([(box?.width ?? 0) / 2, (box?.height ?? 0) / 2 + (box?.y ?? 0)]);
    await page.mouse.move(...middle);
    await page.mouse.wheel(0, -400);
    await page.mouse.down();
    await page.mouse.move(middle[0] - 90, middle[1] - 40, { steps: 4 });
    await page.mouse.up();
    report(`${title}: wheel zooms, dragging moves`, (await view()) !== zoomed, String(await view()));
  }
  await page.keyboard.press('Escape');
  report(`${title}: Escape closes it`, !(await dialog.isVisible()));
}
