import { expected } from '@latentkit/errors';

/** Refuse counts that are not whole numbers of at least 1, and amounts that are not finite or below 0; `where` names the function. */
export function checkCounts(
  where: string,
  { counts = {}, amounts = {} }: { counts?: Record<string, number>; amounts?: Record<string, number> },
): void {
  const check = (good: (value: number) => boolean, wanted: string) => {
    return ([name, value]: [string, number]) => {
      if (good(value)) return;
      const received = String(value);
      const todo = `Pass ${name} as such a number.`;
      throw expected({ where: `${where}, ${name}`, expected: wanted, received, todo, code: 'OPTION' });
    };
  };
  Object.entries(counts).forEach(check((value) => Number.isInteger(value) && value >= 1 && value <= most, wholeNumber));
  Object.entries(amounts).forEach(check((value) => Number.isFinite(value) && value >= 0, 'a number of at least 0'));
}

/** Row numbers are int32. */
const most = 2 ** 31 - 1;
const wholeNumber = `a whole number from 1 to ${most}`;
