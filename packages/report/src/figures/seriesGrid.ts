import { type Figure, figureGrid, heatmap, lineChart } from '@latentkit/viz';

/** Windows of a series under what they are, e.g. originals and reconstructions. */
export interface SeriesRows {
  readonly title: string;
  /** [windows, steps, columns] */
  readonly values: ArrayLike<number>;
}

/** More columns are told apart by places, not by colours. */
const mostLines = 3;
const mostWindows = 6;

/**
 * Windows of a series, the first six: curves over the steps where there are up to three columns, else a map of steps and columns for each kind of row.
 *
 * @param shape [steps, columns] of a window
 */
export function seriesGrid(title: string, shape: readonly number[], rows: readonly SeriesRows[]): Figure {
  const [steps, columns = 1] = shape as [number, number];
  const size = steps * columns;
  const windows = Math.min(columns > mostLines ? 3 : mostWindows, Math.floor((rows[0]?.values.length ?? 0) / size));
  const at = (values: ArrayLike<number>, window: number, step: number, column: number) =>
    values[window * size + step * columns + column] as number;
  const figures = Array.from({ length: windows }, (_, window) => {
    if (columns <= mostLines) return [lines(window)];
    return rows.map(({ title, values }) =>
      heatmap({
        title: `${title} ${window}`,
        x: { label: 'step' },
        y: { label: 'column' },
        rows: columns,
        columns: steps,
        value: { label: 'value' },
        values: Array.from({ length: size }, (_, i) => at(values, window, i % steps, Math.floor(i / steps))),
      }),
    );
  });
  return figureGrid({ title, figures: figures.flat(), across: columns > mostLines ? Math.max(1, rows.length) : 2 });

  function lines(window: number): Figure {
    const x = Array.from({ length: steps }, (_, step) => step);
    return lineChart({
      title: `Window ${window}`,
      x: { label: 'step' },
      y: { label: 'value' },
      series: Array.from({ length: columns }, (_, column) => column).flatMap((column) =>
        rows.map(({ title, values }) => ({
          name: columns === 1 ? title : `${title}, ${column}`,
          x,
          y: x.map((step) => at(values, window, step, column)),
        })),
      ),
    });
  }
}
