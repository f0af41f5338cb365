import { expected } from '@latentkit/errors';

export function checkWhole(where: string, name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw expected({
      where,
      expected: `${name} to be a whole number of at least ${least}`,
      received: String(value),
      todo: `Pass ${name} as such a number.`,
      code: 'OPTION',
    });
  }
}
