import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expected } from '@latentkit/errors';

/** A fenced block that says which file it quotes: ```` ```ts packages/losses/src/squaredError.ts ````. */
export interface Quote {
  /** Of the page, counted from 1. */
  readonly line: number;
  readonly file: string;
  readonly code: string;
}

/** A `$$` block of a page, and the quote that follows it, if one does. */
export interface Formula {
  readonly line: number;
  readonly tex: string;
  readonly quote?: Quote;
}

const quoted = /^```[a-z]+ ([\w.-]+\/[\w./-]+\.[a-z]+)\n([\s\S]*?)\n```$/gm;
const displayed = /^\$\$\n([\s\S]*?)\n\$\$$/gm;

const lineAt = (page: string, index: number) => page.slice(0, index).split('\n').length;

/** Every quote of a page, in its order. */
export function quotes(page: string): Quote[] {
  return [...page.matchAll(quoted)].map(({ 1: file = '', 2: code = '', index }) => ({
    line: lineAt(page, index),
    file,
    code,
  }));
}

/** Every displayed formula of a page. The line of code that is it follows at once, with nothing but empty lines between. */
export function formulas(page: string): Formula[] {
  const all = quotes(page);
  return [...page.matchAll(displayed)].map(({ 0: block, 1: tex = '', index }) => {
    const between = /^\n*/.exec(page.slice(index + block.length))?.[0].length ?? 0;
    const next = lineAt(page, index + block.length + between);
    const quote = all.find(({ line }) => line === next);
    return { line: lineAt(page, index), tex, ...(quote && { quote }) };
  });
}

const bare = (line: string) => line.trim();

/**
 * Where a file holds the quoted lines one after the other, indented as it likes.
 *
 * @param page of the quote, for the error
 * @returns the number of the first line, counted from 1
 * @throws `QUOTE` where it does not
 */
export function lineOf(root: string, page: string, { file, code, line }: Quote): number {
  const wanted = code.split('\n').map(bare);
  const lines = textOf(root, file).split('\n').map(bare);
  const found = lines.findIndex((_, i) => wanted.every((text, k) => lines[i + k] === text));
  if (found >= 0) return found + 1;
  throw expected({
    where: `${page}:${line}`,
    expected: `${file} to hold these lines one after the other`,
    received: wanted[0] ?? '',
    todo: 'Quote the code as it stands.',
    code: 'QUOTE',
  });
}

function textOf(root: string, file: string): string {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch {
    return '';
  }
}
