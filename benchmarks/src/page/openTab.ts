import type { Browser } from 'playwright-core';
import type { Page as Functions } from './page.ts';

export interface Tab {
  call<Name extends keyof Functions>(
    name: Name,
    ...args: Parameters<Functions[Name]>
  ): Promise<Awaited<ReturnType<Functions[Name]>>>;
  /** Of all that was fetched until now but the plan. */
  bytes(): Promise<number>;
  close(): Promise<void>;
}

/** The page in a tab of its own, with its plan. */
export async function openTab(browser: Browser, url: string): Promise<Tab> {
  const page = await browser.newPage();
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (new URL(request.url()).pathname.startsWith('/plan/')) return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  page.setDefaultTimeout(0);
  await page.goto(url);
  await page.waitForFunction(() => 'page' in globalThis);
  const tab: Tab = {
    call: (name, ...args) =>
      page.evaluate(
        ([name, args]) => {
          // biome-ignore lint/suspicious/noExplicitAny: one of several functions with their own arguments
          const functions = (globalThis as unknown as { page: any }).page;
          return functions[name](...args);
        },
        [name, args] as const,
      ),
    bytes: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0),
    close: () => page.close(),
  };
  await tab.call('prepare');
  return tab;
}
