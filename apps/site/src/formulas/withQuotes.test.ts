import { expect, it } from 'vitest';
import { withQuotes } from './withQuotes.ts';

const code = "export const root = join(site, '..', '..');";

it('says where a quote stands, beside the formula before it', () => {
  const page = `$$\nx\n$$\n\n\`\`\`ts apps/site/src/root.ts\n${code}\n\`\`\`\n\nThen text.`;
  const { text, files } = withQuotes('docs/lectures/page.md', page);
  expect(text).toBe(
    `<div class="formula">\n\n$$\nx\n$$\n\n<div class="quote">\n\n\`\`\`ts\n${code}\n\`\`\`\n\n` +
      '[apps/site/src/root.ts:6](../source/apps/site/src/root.ts.md)\n\n</div>\n\n</div>\n\nThen text.',
  );
  expect(files).toEqual(['apps/site/src/root.ts']);
});

it('a quote that its file does not hold ends the build', () => {
  expect(() => withQuotes('docs/page.md', '```ts apps/site/src/root.ts\nnothing\n```')).toThrow('docs/page.md:1');
});
