import { expect, it } from 'vitest';
import { differences, report } from './report.mjs';
import { signaturesOf } from './signatures.mjs';

const files: Record<string, string> = {
  '/index.d.ts': `import { S as Shape } from './shape-Ab1.js';
export { T as Table } from './shape-Ab1.js';
export { Other } from 'another';
/** Told. */
declare function sum(values: number[]): number;
declare function sum(values: bigint[]): bigint;
declare const size: (shape: Shape) => number;
export { size, sum };
export * from 'third';
`,
  '/shape-Ab1.d.ts': `type Shape = readonly number[];
interface Table {
    /** Of rows. */
    readonly shape: Shape;
}
export type { Shape as S, Table as T };
`,
};

const of = (all: Record<string, string>) =>
  report(
    'pack',
    signaturesOf({ pack: '/index.d.ts' }, (path) => all[path] as string),
  );

it('a report holds what can be imported, and the types that it names', () => {
  expect(of(files)).toBe(`# pack

## \`pack\`

\`\`\`ts
// * third
export * from 'third';

// Other
export { Other } from 'another';

// Table
interface Table {
    readonly shape: Shape;
}

// size
const size: (shape: Shape) => number;

// sum
function sum(values: number[]): number;
function sum(values: bigint[]): bigint;
\`\`\`

## Named by these, exported by none

\`\`\`ts
// Shape
type Shape = readonly number[];
\`\`\`
`);
});

it('says which signature changed, came or went, and nothing of a comment or a renamed chunk', () => {
  const index = files['/index.d.ts'] as string;
  const other = {
    '/index.d.ts': index.replaceAll('Ab1', 'Zz9').replace('Told', 'Told again'),
    '/shape-Zz9.d.ts': files['/shape-Ab1.d.ts'] as string,
  };
  expect(differences(of(files), of(other))).toEqual([]);
  const changed = { ...files, '/index.d.ts': index.replace('bigint[])', 'bigint[], from?: number)') };
  expect(differences(of(files), of(changed))).toEqual(['sum changed']);
  const added = {
    ...files,
    '/index.d.ts': index.replace('export { size, sum }', 'declare let a: 1;\nexport { a, sum }'),
  };
  // `size` is named by nothing now, but a built file would not hold it any longer.
  expect(differences(of(files), of(added))).toEqual(['a is new', 'size changed']);
});
