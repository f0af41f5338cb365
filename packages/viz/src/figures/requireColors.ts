import { expected } from '@latentkit/errors';
import { onLight } from '../svg/palette.ts';

/** One to ten: there are ten colours that everybody can tell apart, and a colour that stands for two things misleads. */
export function requireColors(count: number, what: string, where: string): void {
  if (count >= 1 && count <= onLight.length) return;
  throw expected({
    where,
    expected: `1 to ${onLight.length} ${what}`,
    received: String(count),
    todo: count === 0 ? 'Draw the figure when there is data.' : 'Merge some, or draw several figures.',
    code: count === 0 ? 'EMPTY' : 'RANGE',
  });
}
