import { numberText } from './numberText.ts';

/** An energy as it is read: two decimals, and two digits of a small one. */
export const energyText = (energy: number): string =>
  Math.abs(energy) >= 1 || energy === 0 ? numberText(energy) : energy.toPrecision(2).replace('-', '−');
