import type { FullCatalogue } from '@latentkit/catalogue';
import { isImageCodes, isTextToImage } from '@latentkit/models';
import { shellWord, writeReport } from '@latentkit/report';
import type { OpenRun, RunRecord } from '@latentkit/runs';
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
  const next = `next: latentkit explore ${path}, ${drawing(run, path)}, latentkit evaluate ${path}`;
  return [...failed, ...faults, `look at ${run.path}/report.html`, next];
}

/** What leads from this run to new examples. */
function drawing({ model, spec }: OpenRun, path: string): string {
  if (isTextToImage(model)) return `latentkit imagine ${path}`;
  if (!isImageCodes(model)) return `latentkit sample ${path}`;
  return `latentkit train text-to-image --data ${shellWord(spec.data)} --tokens ${path}`;
}
