import { describe, expect, it } from 'vitest';
import { codeBlocks, installed } from './codeBlocks.ts';

const markdown = `# Title

\`\`\`sh
npm i a @scope/b \\
  c            # and why
npm install -D d
npx e
\`\`\`

\`\`\`ts
const x = 1;
\`\`\`
`;

describe('codeBlocks', () => {
  it('gives each block with its language and the line of its code', () => {
    expect(codeBlocks(markdown).map(({ language, line }) => [language, line])).toEqual([
      ['sh', 4],
      ['ts', 11],
    ]);
    expect(codeBlocks(markdown)[1]?.code).toBe('const x = 1;\n');
  });

  it('tells a quote from a program', () => {
    const [quote, program] = codeBlocks('```ts packages/core/src/model.ts\nconst x = 1;\n```\n\n```ts\n```\n');
    expect(quote?.quoted).toBe('packages/core/src/model.ts');
    expect(program?.quoted).toBeUndefined();
  });

  it('reads what the npm lines install', () => {
    expect(installed(codeBlocks(markdown))).toEqual(['a', '@scope/b', 'c', 'd']);
  });
});
