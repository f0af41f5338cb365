import type { Images } from '../../learn/protocol.ts';
import { observationKind } from '../../parts/picture/observationKind.ts';
import type { Run } from '../../run/run.ts';

/** The images of the first run that has grey ones; the worker makes its own where there is none. */
export function imagesOf(runs: readonly Run[]): Images | undefined {
  const run = runs.find(({ card }) => {
    const kind = observationKind(card.exampleShape);
    return kind.kind === 'image' && kind.channels === 1 && card.stored === 'u8';
  });
  if (!run) return undefined;
  const { card, images, labels } = run;
  const shape = [card.images, ...card.exampleShape];
  const named = {
    ...(labels && { labels: labels.subarray(0, card.images) }),
    ...(card.labels && { classes: card.labels }),
  };
  return { values: images, shape, ...named };
}
