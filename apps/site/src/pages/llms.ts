import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const titleOf = (text: string) => /^# (.+)$/m.exec(text)?.[1] ?? /^title: (.+)$/m.exec(text)?.[1];
const body = (text: string) => text.replace(/^---\n[\s\S]*?\n---\n/, '').trim();

/**
 * `llms.txt`: what the site holds, one line per page, and `llms-full.txt`: all of its text but sources and API.
 *
 * @param pages of the site, below `folder`
 * @see llmstxt.org
 */
export function writeLlms(folder: string, pages: readonly string[], out: string): void {
  const read = (page: string) => readFileSync(join(folder, page), 'utf8');
  const told = pages.filter((page) => !/^(source|fr)\//.test(page) && page !== 'index.md');
  const line = (page: string) => `- [${titleOf(read(page)) ?? page}](${page.replace(/\.md$/, '.html')})`;
  const section = (title: string, test: (page: string) => boolean) =>
    `## ${title}\n\n${told.filter(test).sort().map(line).join('\n')}\n`;
  const group = (page: string) => /^(lectures|packages|api|decisions)\//.exec(page)?.[1] ?? 'guides';
  const parts = (
    [
      ['Guides', 'guides'],
      ['Lectures', 'lectures'],
      ['Packages', 'packages'],
      ['API', 'api'],
      ['Decisions', 'decisions'],
    ] as const
  ).map(([title, name]) => section(title, (page) => group(page) === name));
  const head =
    '# LatentKit\n\n> Train, inspect and share autoencoders, VAEs and energy-based models in TypeScript, from Node or a browser.\n';
  writeFileSync(join(out, 'llms.txt'), `${head}\n${parts.join('\n')}`);
  const full = told.filter((page) => group(page) !== 'api').map((page) => body(read(page)));
  writeFileSync(join(out, 'llms-full.txt'), `${head}\n${full.join('\n\n---\n\n')}\n`);
}
