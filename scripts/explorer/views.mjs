import { changes, circle, drag, eventually, frames, seen, show } from './drive.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{ page: Page, touch: boolean, report: import('../check/totals.mjs').Totals['report'], title: string }} Stage
 */

/** Choose one of a bar of radio buttons. @param {Page} page @param {string | RegExp} name */
const choose = (page, name) =>
  page.getByRole('radio', { name, exact: typeof name === 'string' }).check({ force: true });

/** A stroke by a finger, as the browser gives it. @param {Page} page @param {import('playwright-core').Locator} over */
async function stroke(page, over) {
  await over.scrollIntoViewIfNeeded();
  const box = await over.boundingBox();
  if (!box) throw new Error('nothing to draw on');
  const client = await page.context().newCDPSession(page);
  const point = (/** @type {number} */ t) => [
    { x: box.x + (0.3 + 0.4 * t) * box.width, y: box.y + (0.2 + 0.6 * t) * box.height },
  ];
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: point(0) });
  for (let t = 0.1; t < 1; t += 0.1)
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: point(t) });
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/**
 * What each view must do when it is used, by pointer and by keys. The site holds a VAE of 2 numbers, one of 8, a conditional one, and a denoising
 * autoencoder.
 *
 * @type {Record<string, (stage: Stage) => Promise<void>>}
 */
export const views = {
  async plane({ page, touch, report, title }) {
    const one = page.locator('.legend button').first();
    report(
      `${title}: a click in the legend hides a class`,
      await changes(page.locator('.scatter canvas').first(), () => one.click()),
    );
    await one.click();
    report(`${title}: eight neighbours`, (await page.locator('.neighbors .picture').count()) === 8);
    const plane = page.getByRole('slider', { name: /^Plane of codes/ });
    const picture = page.locator('.big canvas.picture').first();
    await eventually(async () => (await seen(picture)) !== 0);
    if (touch) {
      const box = await plane.boundingBox();
      const tap = () =>
        page.touchscreen.tap((box?.x ?? 0) + 0.3 * (box?.width ?? 0), (box?.y ?? 0) + 0.3 * (box?.height ?? 0));
      report(`${title}: a touch decodes`, await changes(picture, tap));
    } else {
      // Once to wake everything.
      await drag(page, plane, circle, 60);
      const times = await frames(page, picture, () => drag(page, plane, circle, 300));
      const { median, p95, script, pictures } = times;
      const shown = [median, p95, script].map((ms) => ms.toFixed(1));
      const detail = `median ${shown[0]} ms, p95 ${shown[1]} ms, of which scripts ${shown[2]} ms; ${times.frames} frames, ${pictures} pictures`;
      // Frames are painted by a processor here, on a machine that does other things too; what our code takes of each must leave room for 60 a second.
      report(`${title}: frames while dragging`, median < 250 && script < 10 && pictures > 30, detail);
      await page.mouse.move(0, 0);
      const box = await plane.boundingBox();
      await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    }
    await plane.focus();
    const words = await plane.getAttribute('aria-valuetext');
    const spoken = await page.getByRole('status').last().textContent();
    report(`${title}: arrow keys decode`, await changes(picture, () => plane.press('ArrowUp')));
    report(`${title}: says where it is`, (await plane.getAttribute('aria-valuetext')) !== words, words ?? '');
    report(
      `${title}: is spoken`,
      await eventually(async () => (await page.getByRole('status').last().textContent()) !== spoken),
    );
    const base = plane.locator('canvas').first();
    report(`${title}: zooms`, await changes(base, () => page.getByRole('button', { name: 'Zoom in' }).click()));
    const kept = () => page.url().split('?')[1] ?? '';
    report(`${title}: the address keeps what is seen`, await eventually(async () => /seen=-?\d/.test(kept())), kept());
    await page.getByRole('button', { name: 'Whole plane' }).click();
    await page.getByRole('button', { name: 'Select the nearest 24' }).click();
    report(`${title}: selects by a button`, (await page.locator('.selection .picture').count()) === 24);
    await page.getByRole('button', { name: 'Clear the selection' }).click();
    if (!touch) {
      await choose(page, 'select codes');
      await drag(page, plane, circle, 24);
      const words =
        (await page
          .locator('.selection figcaption')
          .textContent({ timeout: 5000 })
          .catch(() => '')) ?? '';
      report(`${title}: a lasso selects codes`, /^\d+ codes selected: \d+ of /.test(words), words);
      await choose(page, 'decode');
    }
    report(
      `${title}: q(z|x) bubbles`,
      await changes(base, () => page.getByRole('checkbox', { name: /bubbles/ }).check()),
    );
  },

  async sliders({ page, report, title }) {
    const picture = page.locator('.big canvas.picture').first();
    await eventually(async () => (await seen(picture)) !== 0);
    const first = page.getByRole('slider').first();
    await first.focus();
    report(`${title}: arrow keys decode`, await changes(picture, () => first.press('ArrowRight')));
    report(`${title}: to the end`, await changes(picture, () => first.press('End')));
    const strip = page.locator('.slider-rows canvas').nth(3);
    report(
      `${title}: strips follow another image`,
      await changes(strip, () => page.getByRole('radio', { name: /^image 2/ }).check({ force: true })),
    );
    report(
      `${title}: draws a code`,
      await changes(picture, () => page.getByRole('button', { name: /Draw from/ }).click()),
    );
  },

  async interpolate({ page, report, title }) {
    const [code, pixels] = [page.locator('.two canvas').first(), page.locator('.two canvas').nth(1)];
    await eventually(async () => (await seen(code)) !== 0);
    const slider = page.getByRole('slider').first();
    await slider.focus();
    report(`${title}: codes at the end`, await changes(code, () => slider.press('End')));
    report(`${title}: pixels at the start`, await changes(pixels, () => slider.press('Home')));
    const from = page.getByRole('group', { name: /^From/ });
    report(`${title}: another image`, await changes(code, () => from.getByRole('radio').nth(4).check({ force: true })));
    await slider.press('ArrowRight');
    for (let press = 0; press < 30; press++) await slider.press('ArrowRight');
    report(`${title}: another way`, await changes(code, () => choose(page, 'on a sphere')));
  },

  async errors({ page, report, title }) {
    const first = page.locator('.error-grid li').first();
    await page.locator('article.errors p[role="status"]', { hasText: 'median' }).waitFor();
    const error = async () => Number(/: ([\d.e+-]+)$/.exec((await first.textContent()) ?? '')?.[1]);
    const worst = await error();
    await choose(page, 'best first');
    report(`${title}: the worst is worse than the best`, worst > (await error()), `${worst} and ${await error()}`);
    await first.getByRole('link').click();
    await page.locator('article.plane .scatter').waitFor();
    report(`${title}: a link leads to its code`, /#plane\?.*row=\d/.test(page.url()), page.url());
  },

  async samples({ page, report, title }) {
    const first = page.locator('.sample-grid canvas').first();
    await eventually(async () => (await seen(first)) !== 0);
    const radios = page.locator('fieldset.choice').first().getByRole('radio');
    const drawn = new Set();
    for (const radio of await radios.all()) {
      if (await radio.isDisabled()) continue;
      await radio.check({ force: true });
      await page.waitForTimeout(500);
      drawn.add(await seen(first));
    }
    report(`${title}: each sampler draws its own`, drawn.size === 3, `${drawn.size}`);
    const before = await seen(first);
    report(`${title}: again`, await changes(first, () => page.getByRole('button', { name: 'Again' }).click()));
    await page.getByRole('spinbutton', { name: 'seed' }).fill('1');
    report(`${title}: the same by the same seed`, await eventually(async () => (await seen(first)) === before));
  },

  async draw({ page, touch, report, title }) {
    const pad = page.getByRole('application', { name: /^Pad/ });
    const [first, given] = [page.locator('.draw-grid canvas.picture').first(), page.locator('table.energy td').first()];
    await eventually(async () => (await seen(first)) !== 0);
    const text = await given.textContent();
    const act = touch ? () => stroke(page, pad) : () => drag(page, pad, (t) => [0.3 + 0.4 * t, 0.2 + 0.6 * t], 20);
    report(`${title}: a stroke is taken`, await changes(first, act));
    report(
      `${title}: has its energy`,
      await eventually(async () => (await given.textContent()) !== text),
      (await given.textContent()) ?? '',
    );
    await pad.focus();
    const keys = async () => {
      for (const key of ['Space', 'ArrowLeft', 'ArrowLeft', 'ArrowDown', 'ArrowDown', 'Space']) await pad.press(key);
    };
    report(`${title}: keys draw`, await changes(first, keys));
    const walked = page.locator('.walk p[role=status]');
    await page.getByRole('button', { name: 'Step' }).click();
    report(
      `${title}: a step of the denoising field`,
      await eventually(async () => /^After 1 step/.test((await walked.textContent()) ?? '')),
      (await walked.textContent()) ?? '',
    );
    await page.getByRole('button', { name: 'Run' }).click();
    report(
      `${title}: walks on`,
      await eventually(async () => /^After (\d{2,}) steps/.test((await walked.textContent()) ?? ''), 60_000),
      (await walked.textContent()) ?? '',
    );
    report(
      `${title}: cleared`,
      await changes(pad.locator('canvas'), () => page.getByRole('button', { name: 'Clear' }).click()),
    );
    for (const name of ['Data', 'Noise', 'Add noise']) {
      report(`${title}: ${name}`, await changes(first, () => page.getByRole('button', { name, exact: true }).click()));
    }
  },

  async compare({ page, touch, report, title }) {
    const sides = page.locator('section.side');
    await sides.nth(1).waitFor();
    const [left, right] = [
      sides.nth(0).locator('canvas.picture').first(),
      sides.nth(1).locator('canvas.picture').first(),
    ];
    await eventually(async () => (await seen(right)) !== 0);
    const plane = sides.nth(0).getByRole('slider');
    const before = await seen(left);
    const act = touch ? () => plane.press('Shift+ArrowUp') : () => drag(page, plane, circle, 30);
    report(`${title}: both follow the same drag`, (await changes(right, act)) && (await seen(left)) !== before);
    const numbers = () => page.locator('table.energies td').allTextContents();
    report(
      `${title}: energies of both`,
      await eventually(async () => (await numbers()).some((text) => /\d/.test(text))),
      (await numbers()).slice(0, 3).join(' · '),
    );
    await choose(page, 'samples');
    const sample = page.locator('section.side').nth(1).locator('.sample-grid canvas').first();
    await sample.waitFor();
    report(
      `${title}: samples of both`,
      await changes(sample, () => page.getByRole('button', { name: 'Again' }).click()),
    );
  },

  async learn({ page, report, title }) {
    const [numbers, plane] = [page.locator('p.numbers[data-step]'), page.locator('.planes canvas').first()];
    const step = async () => Number((await numbers.getAttribute('data-step')) || 0);
    for (const lesson of await page.getByRole('group', { name: 'What learns' }).getByRole('radio').all()) {
      const name = await lesson.evaluate((input) => input.parentElement?.textContent ?? '');
      await lesson.check({ force: true });
      const start = page.getByRole('button', { name: 'Start' });
      await start.click({ timeout: 120_000 });
      report(
        `${title}: ${name} learns`,
        await eventually(async () => (await step()) > 5, 120_000),
        `${await step()} steps`,
      );
      report(`${title}: ${name} is drawn as it learns`, await changes(plane, async () => {}, 60_000));
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.waitForTimeout(1500);
      const paused = await step();
      await page.waitForTimeout(1000);
      report(`${title}: ${name} waits`, (await step()) === paused, `at ${paused}`);
      await page.getByRole('button', { name: 'Reset' }).click();
      report(`${title}: ${name} starts again`, await eventually(async () => (await step()) === 0, 60_000));
    }
  },
};

/** Codes of more than two numbers: any two of them, or principal axes. @param {Stage} stage */
export async function otherAxes({ page, report, title }) {
  await page.getByRole('combobox', { name: 'Run', exact: true }).selectOption('vae-8d');
  await show(page, 'plane');
  const base = page
    .getByRole('slider', { name: /^Plane of codes/ })
    .locator('canvas')
    .first();
  await eventually(async () => (await seen(base)) !== 0);
  report(
    `${title}: another principal axis`,
    await changes(base, () => page.getByRole('combobox', { name: 'across' }).selectOption('2')),
  );
  report(`${title}: latent dimensions`, await changes(base, () => choose(page, 'latent dimensions')));
  const picture = page.locator('.big canvas.picture').first();
  const plane = page.getByRole('slider', { name: /^Plane of codes/ });
  report(`${title}: decodes there`, await changes(picture, () => plane.press('Shift+ArrowRight')));
}
