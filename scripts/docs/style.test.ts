import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './workspace.ts';

const page = 'docs/style.md';
const [, , ...rows] = readFileSync(join(root, page), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const phrases = rows.map(([, before]) => before as string);

describe('what docs/style.md advises against', () => {
  it('is pairs, twenty and more', () => {
    expect(rows.length).toBeGreaterThanOrEqual(20);
    expect(rows.filter(([, before, after]) => !before || !after || before === after)).toEqual([]);
  });

  it('stands nowhere else', () => {
    const patterns = phrases.flatMap((phrase) => ['-e', phrase]);
    const files = ['*.md', '*.ts', '*.tsx', '*.html', `:!${page}`, ':!.changeset', ':!docs/decisions'];
    // 1 is git's way to say that nothing matches.
    const found = () =>
      execFileSync('git', ['grep', '-n', '-F', ...patterns, '--', ...files], { cwd: root, encoding: 'utf8' });
    expect(found).toThrow(expect.objectContaining({ status: 1 }));
  });
});

it('a decision is headed by the number of its file', () => {
  const folder = join(root, 'docs', 'decisions');
  for (const file of readdirSync(folder)) {
    expect(readFileSync(join(folder, file), 'utf8')).toMatch(new RegExp(`^# ${file.slice(0, 4)} · `));
  }
});
