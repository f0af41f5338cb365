import { expect, it } from 'vitest';
import { docExamples } from './docExamples.ts';

const source = `/**
 * One sentence.
 *
 * @example
 * const x = f([1, 2]);
 *
 * x; // 3
 * @throws never
 */
export function f(values: number[]): number {
  return values.length;
}

/** @example f([]) * 2; */
export const a = 1;
`;

it('gives the code of each @example as it would stand alone, and where it stands', () => {
  expect(docExamples('f.ts', source)).toEqual([
    { line: 4, code: '\nconst x = f([1, 2]);\n\nx; // 3' },
    { line: 14, code: ' f([]) * 2;' },
  ]);
});
