import { useEffect, useState } from 'preact/hooks';
import { sizeOf } from '../../bundle/index.ts';
import { freeEnergy } from '../../run/freeEnergy.ts';
import type { Run } from '../../run/run.ts';
import { noiseLike, shuffledColumns, shuffledPixels } from './strangers.ts';

/** The most examples of each kind. */
const most = 500;
/** Judged at once: a few milliseconds, so that a drawing goes on meanwhile. */
const chunk = 10;

/** Energies of data, of shuffled data, and of noise. */
export interface Backdrop {
  readonly names: readonly string[];
  readonly energies: readonly Float32Array[];
}

/** Where energies of a run lie, worked out in this page from its own energy network; nothing until all are there. */
export function useBackdrop(run: Run): Backdrop | undefined {
  const [found, setFound] = useState<{ readonly of: Run; readonly backdrop: Backdrop }>();
  useEffect(() => {
    let live = true;
    const size = sizeOf(run.card.exampleShape);
    const data = run.images.subarray(0, most * size);
    const judge = async () => {
      // A point or a row has no pixels: its columns lose their relation.
      const shuffled =
        run.card.exampleShape.length > 1
          ? { 'data, pixels shuffled': shuffledPixels(data, size, 1) }
          : { 'data, each column shuffled': shuffledColumns(data, size, 1) };
      const kinds = { data, ...shuffled, noise: noiseLike(data, 1) };
      const energies: Float32Array[] = [];
      for (const images of Object.values(kinds)) {
        const own = new Float32Array(images.length / size);
        for (let row = 0; row < own.length; row += chunk) {
          own.set(freeEnergy(run.card, await run.energy(images.slice(row * size, (row + chunk) * size))), row);
          await rest();
          if (!live) return;
        }
        energies.push(own);
      }
      setFound({ of: run, backdrop: { names: Object.keys(kinds), energies } });
    };
    // What fails here fails for the drawing too, which says so.
    judge().catch(() => {});
    return () => {
      live = false;
    };
  }, [run]);
  return found?.of === run ? found.backdrop : undefined;
}

const rest = () => new Promise((resolve) => setTimeout(resolve, 4));
