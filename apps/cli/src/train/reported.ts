import type { FullCatalogue } from '@latentkit/catalogue';
import { shellWord, writeReport } from '@latentkit/report';
import type { OpenRun, RunRecord } from '@latentkit/runs';
import { drawing } from '../commands/drawing.ts';
import { busy } from '../progress/busy.ts';

/** Write the report of a run that has ended. @returns what to tell: figures that failed, faults found, where to look */
export async function reported(run: OpenRun, record: RunRecord, catalogue: FullCatalogue): Promise<string[]> {
  const line = busy();
  const { failed, findings } = await writeReport(run, record, {
    ...catalogue,
    drawing: ({ name, place, of }) => line.now(`drawing ${place}/${of}: ${name}…`),
  }).finally(line.done);
  const path = shellWord(run.path);
  const faults = findings.map(({ fault, tells, help }) => `${fault}: ${tells} ${help}`);
  const next = `next: latentkit explore ${path}, ${drawing(run)}, latentkit evaluate ${path}`;
  return [...failed, ...faults, `look at ${run.path}/report.html`, next];
}
