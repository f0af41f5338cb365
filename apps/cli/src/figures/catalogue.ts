import { interpolation } from './entries/interpolation.ts';
import { latent } from './entries/latent.ts';
import { manifold } from './entries/manifold.ts';
import { reconstructions } from './entries/reconstructions.ts';
import { samples } from './entries/samples.ts';
import { traversal } from './entries/traversal.ts';
import type { FigureEntry } from './figureEntry.ts';

/** The one table from names to figures. */
export const figures = {
  reconstructions,
  latent,
  manifold,
  traversal,
  interpolation,
  samples,
} satisfies Record<string, FigureEntry>;

export type FigureName = keyof typeof figures;
