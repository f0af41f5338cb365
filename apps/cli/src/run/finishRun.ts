import type { Engine } from '@latentkit/core';
import type { Dataset } from '@latentkit/datasets';
import { latentFigure } from '../figures/latentFigure.ts';
import { lossFigure } from '../figures/lossFigure.ts';
import { reconstructionsFigure } from '../figures/reconstructionsFigure.ts';
import { type RunFigure, writeFigures } from '../figures/runFigure.ts';
import { report } from '../report/report.ts';
import type { RunFolder } from './runFolder.ts';
import type { TrainedRun } from './trainRun.ts';

const shown = 10;

/** `figures/` and `report.html` of a run that has ended, finished or stopped. */
export async function finishRun(
  folder: RunFolder,
  { record, stepCosts, model, data, engine }: TrainedRun & { data: Dataset; engine: Engine },
): Promise<void> {
  const { test, classes } = data;
  const isImage = test.y.shape.length >= 3;
  const rows = Array.from({ length: Math.min(shown, test.y.shape[0] as number) }, (_, row) => row);
  const figures: RunFigure[] = [
    lossFigure(record, stepCosts),
    ...(isImage ? [await reconstructionsFigure(rows, { engine, model, images: test.y })] : []),
    await latentFigure(test, { engine, model, ...(classes && { classes }) }),
  ];
  await writeFigures(folder, figures);
  const drawn = figures.map(({ title, caption, draw }) => ({
    title,
    caption,
    svg: { light: draw({ theme: 'light' }), dark: draw({ theme: 'dark' }) },
  }));
  await folder.write('report.html', report(record, drawn));
}
