import { sizeOf } from '../bundle/index.ts';
import { type AnyRun, isLatent } from '../run/wordsRun.ts';
import type { View } from './views.ts';

/** The views that show something of these runs: what comes first in any case, then the one that fits the first run best, then the others. */
export function offeredViews(views: readonly View[], runs: readonly AnyRun[]): readonly View[] {
  const [first] = runs;
  const latent = runs.filter(isLatent);
  const shows = ({ alone, of, fits }: View) => {
    if (first === undefined) return alone ?? false;
    if (!isLatent(first)) return of !== undefined;
    return of !== 'words' && (fits?.(latent) ?? true);
  };
  const best = first && bestFor(first);
  const place = ({ name, first }: View) => (first ? 0 : name === best ? 1 : 2);
  return views.filter(shows).sort((a, b) => place(a) - place(b));
}

/**
 * Words are for imagining; a plane of two dimensions is seen whole; a denoising model walks; a code towards a prior is sampled; of the rest each
 * dimension is moved.
 */
function bestFor(run: AnyRun): string {
  if (!isLatent(run)) return 'imagine';
  const { card } = run;
  if (sizeOf(card.latentShape) === 2) return 'plane';
  if (card.denoising) return 'draw';
  return card.prior ? 'samples' : 'sliders';
}
