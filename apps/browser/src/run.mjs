// A page that trains with @latentkit/compile/web, bundled from our sources and opened in a real browser.
// pnpm test:browser, with LATENTKIT_CHROMIUM=<path> for a browser that must be there
import { checks } from './run/checks.mjs';
import { flags } from './run/chromium.mjs';
import { inChromium } from './run/inChromium.mjs';
import { openPage } from './run/openPage.mjs';
import { serve } from './run/site.mjs';

await inChromium({ flags, width: 74 }, async ({ browser, folder, report }) => {
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
});
