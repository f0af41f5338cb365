import type { Engine } from '@latentkit/core';
import type { Dataset } from '@latentkit/datasets';
import { writeFigures } from '../figures/runFigure.ts';
import { runReport } from '../report/runReport.ts';
import { readCurves } from './curves.ts';
import type { RunFolder } from './runFolder.ts';
import type { TrainedRun } from './trainRun.ts';

/** `figures/` and `report.html` of a run that has ended, finished or stopped. */
export async function finishRun(
  folder: RunFolder,
  { record, model, data, engine }: Omit<TrainedRun, 'stepCosts'> & { data: Dataset; engine: Engine },
): Promise<void> {
  const { path } = folder;
  const run = { path, spec: record.spec, trainedOn: record.data, model, engine, data: () => Promise.resolve(data) };
  const { html, figures } = await runReport(run, record, await readCurves(path));
  await writeFigures(folder, figures);
  await folder.write('report.html', html);
}
