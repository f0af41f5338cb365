import type { Trainer } from './useTrainer.ts';

/** Where the training is, in a line. */
export function wordsOf({ picture, losses }: Trainer, { loss, unit }: { loss: string; unit: string }): string {
  if (!picture) return 'Loading…';
  if (picture.step === 0) return 'Untrained.';
  const last = losses.slice(-20);
  const mean = last.reduce((sum, value) => sum + value, 0) / last.length;
  return `Step ${picture.step}, epoch ${picture.epoch}: ${loss} ${mean.toPrecision(3)}${unit && ` ${unit}`}`;
}
