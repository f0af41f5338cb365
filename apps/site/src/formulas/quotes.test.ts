import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../root.ts';
import { formulas, lineOf, quotes } from './quotes.ts';

const markdownIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return markdownIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
const pages = markdownIn(join(root, 'docs')).map((path) => [relative(root, path), readFileSync(path, 'utf8')] as const);
const lectures = pages.filter(([name]) => /lectures\/\d/.test(name));

describe('lectures', () => {
  it('are twelve in each language', () => {
    for (const folder of ['docs/lectures', 'docs/fr/lectures']) {
      expect(lectures.filter(([name]) => name.startsWith(`${folder}/`))).toHaveLength(12);
    }
  });

  it.for(lectures)('%s has the line of code after each formula', ([, page]) => {
    const found = formulas(page);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ quote }) => !quote).map(({ line, tex }) => `${line}: ${tex}`)).toEqual([]);
  });

  it.for(lectures.filter(([name]) => name.startsWith('docs/fr/')))(
    '%s has the formulas and code of the English page',
    ([name, page]) => {
      const english = lectures.find(([other]) => other === name.replace('docs/fr/', 'docs/'))?.[1] ?? '';
      const maths = (text: string) => formulas(text).map(({ tex, quote }) => [tex, quote?.file, quote?.code]);
      expect(maths(page)).toEqual(maths(english));
      const programs = (text: string) =>
        [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code?.replace(/ \/\/.*/g, ''));
      expect(programs(page)).toEqual(programs(english));
      const figures = (text: string) => [...text.matchAll(/<(Try|[A-Z]\w+)[ /][^>]*>/g)].map(([tag]) => tag);
      expect(figures(page)).toEqual(figures(english));
    },
  );
});

describe('quotes are found in their files', () => {
  it.for(pages.filter(([, page]) => quotes(page).length > 0))('%s', ([name, page]) => {
    for (const quote of quotes(page)) expect(lineOf(root, name, quote)).toBeGreaterThan(0);
  });
});

describe('lineOf', () => {
  const quote = { line: 3, file: 'apps/site/src/root.ts', code: "  export const root = join(site, '..', '..');" };

  it('takes any indentation and says where the code stands', () => {
    expect(lineOf(root, 'page.md', quote)).toBe(6);
  });

  it('names the page, the file and the line that is not there', () => {
    expect(() => lineOf(root, 'page.md', { ...quote, code: 'const nowhere = 1;' })).toThrow(
      'page.md:3: expected apps/site/src/root.ts to hold these lines one after the other, received const nowhere = 1;',
    );
    expect(() => lineOf(root, 'page.md', { ...quote, file: 'none.ts' })).toThrow('none.ts');
  });
});
