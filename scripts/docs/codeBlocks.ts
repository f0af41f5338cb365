/** A fenced block of a Markdown file. */
export interface CodeBlock {
  readonly language: string;
  /** The file that it quotes, where it is no program of its own. */
  readonly quoted?: string;
  /** What the file is called that it is meant to be. */
  readonly named?: string;
  readonly code: string;
  /** Of the first line of code, counted from 1. */
  readonly line: number;
}

/** Every fenced block of a Markdown text, in its order. */
export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/^```(\w*)([^\n]*)\n([\s\S]*?)^```$/gm)].map(
    ({ 1: language, 2: info, 3: code, index }) => ({
      language: language as string,
      ...(info?.includes('/') ? { quoted: info.trim() } : info?.includes('.') && { named: info.trim() }),
      code: code as string,
      line: markdown.slice(0, index).split('\n').length + 1,
    }),
  );
}

/** The packages that the `npm i` lines of these blocks name. */
export function installed(blocks: readonly CodeBlock[]): string[] {
  const lines = blocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.replaceAll('\\\n', ' ').split('\n'));
  const names = lines
    .filter((line) => /^npm (i|install|add) /.test(line))
    .flatMap((line) => line.replace(/#.*/, '').split(/\s+/).slice(2))
    .filter((word) => word !== '' && !word.startsWith('-'));
  return [...new Set(names)];
}
