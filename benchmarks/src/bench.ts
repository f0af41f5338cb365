import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveEngine } from '@latentkit/core/node';
import { type NamedJob, readJob } from './job/readJob.ts';
import { type Agreement, checkLosses } from './measure/check.ts';
import type { Skipped, StepRow } from './measure/rows.ts';
import { timeSteps } from './measure/steps.ts';
import type { Options } from './options.ts';
import { writePlan } from './plan/writePlan.ts';
import { machine } from './report/machine.ts';
import { ratioLine, ratiosOf, stepTable } from './report/stepTable.ts';
import { textTable } from './report/table.ts';
import { type Crew, startCrew } from './systems/crew.ts';
import { root } from './systems/systems.ts';

/** Steps that are compared by `--check`, and how long a system may take over them. */
const checked = { steps: 50, seconds: 60 };

/** Everything that a run has measured so far; what `--json` writes. */
interface Results {
  readonly date: string;
  readonly machine: ReturnType<typeof machine>;
  readonly options: Options;
  readonly rows: StepRow[];
  readonly agreements: Agreement[];
  readonly skipped: Skipped[];
}

/** @returns whether all went well: every system that can do a job did it and, checked, agrees with the others */
export async function bench(options: Options, folder: string): Promise<boolean> {
  const jobs = options.jobs.map((name) => readJob(name, join(root, 'jobs')));
  const log = (line: string) => console.error(line);
  const date = new Date().toISOString();
  const results: Results = { date, machine: machine(), options, rows: [], agreements: [], skipped: [] };
  // First weights are drawn on a backend of tfjs.
  await resolveEngine({ prefer: 'cpu' });
  for (const threads of options.threads) {
    for (const job of jobs) {
      const noiseSteps = options.check ? checked.steps : 0;
      const plan = writePlan(join(folder, `${job.name}-${threads}`), job.job, { threads, noiseSteps });
      const crew = await startCrew(job.name, plan, { names: options.systems, threads, log });
      await measure(job, crew, { ...options, threads }, results);
      await crew.stop();
      results.skipped.push(...crew.skipped);
      if (options.json !== undefined) write(options.json, results);
    }
  }
  report(results);
  return results.skipped.every(({ failed }) => !failed) && results.agreements.every(({ agrees }) => agrees);
}

async function measure(
  job: NamedJob,
  crew: Crew,
  options: Omit<Options, 'threads'> & { threads: number },
  results: Results,
) {
  if (options.check) results.agreements.push(...(await checkLosses(job, crew, checked)));
  else results.rows.push(...(await timeSteps(job, crew, options)));
}

function write(file: string, results: Results): void {
  writeFileSync(file, `${JSON.stringify({ ...results, ratios: ratiosOf(results.rows) }, null, 2)}\n`);
}

function report({ rows, agreements, skipped }: Results): void {
  if (rows.length > 0) console.log(`${stepTable(rows)}\n`);
  for (const ratio of ratiosOf(rows)) console.log(ratioLine(ratio));
  if (agreements.length > 0) console.log(agreementTable(agreements));
  for (const { system, idleShare } of rows.filter((row) => row.idleShare > 0.02)) {
    console.log(`${system} used ${(100 * idleShare).toFixed(0)} % of a core while others were timed.`);
  }
  for (const { job, system, reason } of skipped) console.log(`${job}: without ${system}: ${reason}`);
}

function agreementTable(agreements: readonly Agreement[]): string {
  const cells = agreements.map(({ job, system, steps, lastLoss, difference, tolerance, agrees }) => [
    job,
    system,
    String(steps),
    lastLoss.toPrecision(7),
    difference.toExponential(1),
    `${agrees ? 'yes' : 'NO'}, below ${tolerance}`.replace('NO, below', 'NO, above'),
  ]);
  return textTable(['job', 'system', 'steps', 'last loss', 'difference', 'agrees'], cells, [2, 3, 4]);
}
