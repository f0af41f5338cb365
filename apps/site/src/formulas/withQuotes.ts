import { linkTo, pageOf, sourcePageOf } from '../pages/place.ts';
import { root } from '../root.ts';
import { lineOf, type Quote } from './quotes.ts';

const pattern = /((?:^\$\$\n[\s\S]*?\n\$\$\n+)?)^```([a-z]+) ([\w.-]+\/[\w./-]+\.[a-z]+)\n([\s\S]*?)\n```$/gm;

export interface Quoted {
  readonly text: string;
  /** The files that are quoted. */
  readonly files: readonly string[];
}

/**
 * A page whose quotes say where they stand, each beside the formula before it.
 *
 * @param path of the page in the repository
 * @throws `QUOTE` for code that its file does not hold
 */
export function withQuotes(path: string, page: string): Quoted {
  const files: string[] = [];
  const text = page.replace(
    pattern,
    (whole, formula: string, language: string, file: string, code: string, offset: number) => {
      const before = page.slice(0, offset) + formula;
      const quote: Quote = { line: before.split('\n').length, file, code };
      const line = lineOf(root, path, quote);
      files.push(file);
      const from = `[${file}:${line}](${linkTo(pageOf(path), sourcePageOf(file))})`;
      const block = `\`\`\`${language}\n${code}\n\`\`\``;
      return whole === ''
        ? ''
        : `<div class="formula">\n\n${formula}<div class="quote">\n\n${block}\n\n${from}\n\n</div>\n\n</div>`;
    },
  );
  return { text, files };
}
