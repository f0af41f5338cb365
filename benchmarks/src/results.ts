import { writeFileSync } from 'node:fs';
import type { Agreement } from './measure/check.ts';
import type { ProfileRow } from './measure/profile.ts';
import type { EpochRow, GrowthRow, InferenceRow, Skipped, StartRow, StepRow } from './measure/rows.ts';
import type { WeightRow } from './measure/weights.ts';
import type { Options } from './options.ts';
import { type PageRow, pageLines } from './page/rows.ts';
import { stepFigure } from './report/figure.ts';
import { growthFigure } from './report/growthFigure.ts';
import { type Machine, machine } from './report/machine.ts';
import { ratioLine, ratiosOf } from './report/ratios.ts';
import {
  agreementTable,
  epochTable,
  inferenceTable,
  pageTable,
  profileTable,
  startTable,
  stepTable,
  weightTable,
} from './report/tables.ts';

/** Everything that a run has measured so far. */
export interface Results {
  readonly date: string;
  readonly machine: Machine;
  readonly options: Options;
  readonly rows: StepRow[];
  readonly inference: InferenceRow[];
  readonly epochs: EpochRow[];
  readonly agreements: Agreement[];
  readonly weights: WeightRow[];
  readonly profiles: ProfileRow[];
  readonly starts: StartRow[];
  readonly growth: GrowthRow[];
  readonly pages: PageRow[];
  readonly skipped: Skipped[];
}

export function emptyResults(options: Options): Results {
  const lists = {
    rows: [],
    inference: [],
    epochs: [],
    agreements: [],
    weights: [],
    profiles: [],
    starts: [],
    growth: [],
    pages: [],
    skipped: [],
  };
  return { date: new Date().toISOString(), machine: machine(), options, ...lists };
}

/** The files that were asked for, with what has been measured so far. */
export function writeResults({ json, svg }: Options, results: Results): void {
  if (json !== undefined) {
    writeFileSync(json, `${JSON.stringify({ ...results, ratios: ratiosOf(results.rows) }, null, 2)}\n`);
  }
  if (svg === undefined) return;
  if (results.growth.length > 0) writeFileSync(svg, growthFigure(results.growth));
  else if (results.rows.length > 0) writeFileSync(svg, stepFigure(results.rows));
}

/** What a reader sees at the end: Markdown tables, then ratios and what was left out. */
export function report({
  rows,
  inference,
  epochs,
  agreements,
  weights,
  profiles,
  starts,
  growth,
  pages,
  skipped,
}: Results): string {
  const tables = [
    rows.length > 0 ? [stepTable(rows)] : [],
    inference.length > 0 ? [inferenceTable(inference)] : [],
    epochs.length > 0 ? [epochTable(epochs)] : [],
    agreements.length > 0 ? [agreementTable(agreements)] : [],
    weights.length > 0 ? [weightTable(weights)] : [],
    profiles.length > 0 ? [profileTable(profiles)] : [],
    starts.length > 0 ? [startTable(starts)] : [],
    growth.length > 0 ? [stepTable(growth)] : [],
    pages.length > 0 ? [pageTable(pages)] : [],
  ].flat();
  const restless = rows.filter(({ idleShare }) => idleShare > 0.02);
  const lines = [
    ...ratiosOf(rows).map(ratioLine),
    ...pageLines(pages),
    ...restless.map(({ job, system, idleShare }) => {
      return `${job}: ${system} used ${(100 * idleShare).toFixed(0)} % of a core while others were timed.`;
    }),
    ...skipped.map(({ job, system, reason }) => `${job}: without ${system}: ${reason}`),
  ];
  return [...tables, lines.join('\n')].filter(Boolean).join('\n\n');
}

/** Whether every system that can do a job did it and, where it was checked, agrees with the others. */
export function allWell({ skipped, agreements, weights }: Results): boolean {
  return skipped.every(({ failed }) => !failed) && [...agreements, ...weights].every(({ agrees }) => agrees);
}
