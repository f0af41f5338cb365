import { extname } from 'node:path';

/** Longer files are cut: a page is read, not run. */
const most = 400;
const languages: Readonly<Record<string, string>> = {
  '.ts': 'ts',
  '.tsx': 'tsx',
  '.mjs': 'js',
  '.json': 'json',
  '.yaml': 'yaml',
  '.py': 'python',
};
const head = '---\nsearch: false\noutline: false\naside: false\n---\n\n';

/** A page that shows a file of the repository. */
export function sourcePage(path: string, text: string): string {
  const lines = text.trimEnd().split('\n');
  const cut = lines.length > most ? `\n\nThe first ${most} of ${lines.length} lines.` : '';
  const code = lines.slice(0, most).join('\n');
  return `${head}# ${path}\n\n\`\`\`\`${languages[extname(path)] ?? 'txt'}:line-numbers\n${code}\n\`\`\`\`${cut}\n`;
}

/** A page that lists what a folder holds. */
export function folderPage(path: string, names: readonly string[]): string {
  const title = path === 'docs/decisions' ? 'Decisions' : path;
  return `${head}# ${title}\n\n${names.map((name) => `- ${name}`).join('\n')}\n`;
}
