import type { speaker } from '../../language/phrases.ts';
import type { Trainer } from './useTrainer.ts';

/** Where the training is, in a line. */
export function wordsOf(
  { picture, losses }: Trainer,
  { loss, unit }: { loss: string; unit: string },
  say: ReturnType<typeof speaker>,
): string {
  if (!picture) return say('loading');
  const { step, epoch } = picture;
  if (step === 0) return say('untrained');
  const last = losses.slice(-20);
  const mean = last.reduce((sum, value) => sum + value, 0) / last.length;
  return say('at', { step, epoch, loss, mean: `${mean.toPrecision(3)}${unit && ` ${unit}`}` });
}
