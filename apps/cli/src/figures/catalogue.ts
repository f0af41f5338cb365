import { latent } from './entries/latent.ts';
import { reconstructions } from './entries/reconstructions.ts';
import type { FigureEntry } from './figureEntry.ts';

/** The one table from names to figures. */
export const figures = {
  reconstructions,
  latent,
} satisfies Record<string, FigureEntry>;

export type FigureName = keyof typeof figures;
