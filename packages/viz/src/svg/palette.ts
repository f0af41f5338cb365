/**
 * Ten categorical colours that stay apart under protanopia, deuteranopia and tritanopia: the set of M. A. Petroff, "Accessible Color
 * Sequences for Data Visualization", arXiv:2107.02270 (matplotlib's `petroff10`), in an order that gives the first curves the darker ones.
 */
export const onLight = [
  '#3f90da', // blue
  '#e76300', // orange
  '#832db6', // purple
  '#717581', // slate
  '#bd1f01', // red
  '#a96b59', // brown
  '#ffa90e', // amber
  '#94a4a2', // grey
  '#b9ac70', // khaki
  '#92dadd', // pale cyan
] as const;

/** The same set with purple and red a little lighter, so that every colour has a contrast of at least 3 : 1 with the dark background. */
export const onDark = onLight.map(
  (color) => ({ '#832db6': '#8f38c4', '#bd1f01': '#c92505' })[color as string] ?? color,
);
