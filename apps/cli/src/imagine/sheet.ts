import type { HostArray } from '@latentkit/core';
import { gridOf, inRows } from '@latentkit/report';
import { imageGrid } from '@latentkit/viz';

/** The most images side by side. */
const widest = 10;

/**
 * Images side by side: the least number from √count on that divides it, so that a sheet is nearly square and its rows are full.
 *
 * `across(9)` is 3, `across(8)` is 4; a count that nothing up to ten divides has ten a row, and black at its end.
 */
export function across(count: number): number {
  for (let columns = Math.ceil(Math.sqrt(count)); columns <= Math.min(count, widest); columns++)
    if (count % columns === 0) return columns;
  return Math.min(count, widest);
}

/** Images under their caption as SVG. @param labels of each image; none where there are no */
export function sheet(title: string, images: HostArray, labels: readonly string[] = []): string {
  const columns = across(images.shape[0] as number);
  const rows = inRows(images, columns).map((row, i) => ({
    ...row,
    ...(labels.length > 0 && { labels: labels.slice(i * columns, (i + 1) * columns) }),
  }));
  return imageGrid(gridOf(title, images.shape.slice(1), rows)).svg();
}
