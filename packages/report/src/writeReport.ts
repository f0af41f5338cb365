import type { OpenRun, RunRecord } from '@latentkit/runs';
import { readCurves } from '@latentkit/runs';
import { folderAt, type RunFolder } from '@latentkit/runs/internal';
import { csv } from '@latentkit/viz';
import { png } from '@latentkit/viz/node';
import type { RunFigure } from './entry/runFigure.ts';
import { type ReportTools, runReport } from './page/runReport.ts';
import type { Finding } from './verdict/finding.ts';

/**
 * `figures/` and `report.html` of a run that has ended, into its folder; the page last.
 *
 * @param tools the figures and samplers of the catalogue
 * @returns a line for each figure that could not be drawn, and the faults that the verdict names
 * @throws IO
 */
export async function writeReport(
  run: OpenRun,
  record: RunRecord,
  tools: ReportTools,
): Promise<{ failed: readonly string[]; findings: readonly Finding[] }> {
  const folder = folderAt(run.path);
  const { html, figures, failed, findings } = await runReport(run, record, {
    ...tools,
    curves: await readCurves(run.path),
  });
  for (const figure of figures) await writeFigure(folder, figure);
  await folder.write('report.html', html);
  return { failed, findings };
}

/** `figures/<name>.svg`, `.png` and `.csv`. */
async function writeFigure(folder: RunFolder, figure: RunFigure): Promise<void> {
  const svg = figure.svg({ theme: 'light' });
  await folder.write(`figures/${figure.name}.svg`, svg);
  await folder.write(`figures/${figure.name}.png`, await png(svg));
  await folder.write(`figures/${figure.name}.csv`, csv(figure.columns));
}
