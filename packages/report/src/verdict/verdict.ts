import { isTextToImage } from '@latentkit/models';
import { type Curves, first, type OpenRun, type RunRecord, sumOf } from '@latentkit/runs';
import { codebookIndices, hasCodebook } from '../figures/codebookIndices.ts';
import { shellWord } from '../page/commandOf.ts';
import { deadEntries, identity, posteriorCollapse, unusedDimensions } from './codes.ts';
import type { Finding } from './finding.ts';
import { type Course, observed } from './observed.ts';
import { outliers } from './outliers.ts';
import { overfit, underTrained } from './training.ts';

/**
 * What is wrong with a trained run, from tests with stated thresholds on up to 2000 rows of each split: posterior collapse, unused latent
 * dimensions, dead codebook entries, collapse to the identity, too little training, overfitting, outliers in the data.
 *
 * @returns the faults found, the most telling first; none for a run that passes
 * @throws DATA where the data of the run cannot be read
 */
export async function verdict(run: OpenRun, record: RunRecord, curves: Curves): Promise<Finding[]> {
  if (isTextToImage(run.model)) return [];
  const seen = await observed(run);
  const course: Course = { ...record, losses: sumOf(curves, record.judgedBy.terms) };
  const collapsed = posteriorCollapse(seen);
  const discrete = await codebookOf(run);
  const findings = [
    collapsed,
    discrete?.finding,
    // One cause, told once: a collapsed posterior leaves dimensions unused and gives the mean of the data.
    collapsed || discrete ? undefined : unusedDimensions(seen),
    identity(seen),
    collapsed ? undefined : underTrained(course, seen),
    overfit(course, seen),
    outliers(seen),
  ];
  const path = shellWord(run.path);
  return findings
    .filter((each) => each !== undefined)
    .map((each) => ({ ...each, help: each.help.replaceAll('<run>', path) }));
}

/** The finding about the codebook, for a model that has one. */
async function codebookOf(run: OpenRun): Promise<{ finding: Finding | undefined } | undefined> {
  if (!hasCodebook(run)) return undefined;
  const found = await codebookIndices(run, first((await run.data()).test.y, 2000));
  return found && { finding: deadEntries(found.indices, found.size) };
}
