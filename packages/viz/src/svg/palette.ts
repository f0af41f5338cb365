/**
 * Ten categorical colours, each with a contrast of at least 3 : 1 with a white page. In Oklab every two of them are 0.17 apart, and 0.10 apart
 * as they are seen under protanopia and deuteranopia: found by annealing for the largest of these least distances, with a hue prescribed for
 * the first five. Classes that lie side by side among handwritten digits (4 and 9, 7 and 9, 3 and 5, …) have colours still further apart.
 */
export const onLight = [
  '#0a5fe8', // blue
  '#ef6a00', // orange
  '#6400ab', // purple
  '#1da674', // green
  '#c10602', // red
  '#5e0002', // maroon
  '#715758', // taupe
  '#003f5f', // navy
  '#8f83f8', // lavender
  '#c537a3', // magenta
] as const;

/** The same for a dark page, on which light colours are free: yellow and pale blue in place of the darkest ones. */
export const onDark = [
  '#3b71ff', // blue
  '#ff8605', // orange
  '#9a3caf', // purple
  '#0fdf9e', // green
  '#d40008', // red
  '#01755a', // dark green
  '#8e97a1', // grey
  '#f5e636', // yellow
  '#ea8dfc', // pink
  '#cae2ff', // pale blue
] as const;
