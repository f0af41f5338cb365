/**
 * Ten categorical colours, each with a contrast of at least 3 : 1 with a white page, that stay apart under protanopia, deuteranopia and
 * tritanopia. They are the colours nearest to M. A. Petroff's set ("Accessible Color Sequences for Data Visualization", arXiv:2107.02270) for
 * which both hold (nearest in Oklab, found by annealing), in an order that gives the first curves the clearest ones.
 */
export const onLight = [
  '#4090da', // blue
  '#f06c18', // orange
  '#832db6', // purple
  '#636a7a', // slate
  '#bd2001', // red
  '#8d534c', // brown
  '#bb6101', // amber
  '#849798', // grey
  '#a2935a', // khaki
  '#62857a', // teal
] as const;

/** Petroff's set with purple and red a little lighter: the same for a dark page. */
export const onDark = [
  '#3f90da',
  '#e76300',
  '#8f38c4',
  '#717581',
  '#c92505',
  '#a96b59',
  '#ffa90e',
  '#94a4a2',
  '#b9ac70',
  '#92dadd',
] as const;
