import { join } from 'node:path';
import { resolveEngine } from '@latentkit/core/node';
import { type GrowthJob, growthJobs } from './job/growth.ts';
import { isSequence } from './job/job.ts';
import { type NamedJob, readJob } from './job/readJob.ts';
import { checkLosses } from './measure/check.ts';
import { timeEpochs } from './measure/epochs.ts';
import { timeInference } from './measure/inference.ts';
import { profileEpoch } from './measure/profile.ts';
import { timeStart } from './measure/startUp.ts';
import { timeSteps } from './measure/steps.ts';
import { compareWeights } from './measure/weights.ts';
import type { Options } from './options.ts';
import { benchPages } from './page/benchPages.ts';
import { writePlan } from './plan/writePlan.ts';
import { allWell, emptyResults, type Results, report, writeResults } from './results.ts';
import { type Crew, startCrew } from './systems/crew.ts';
import { root } from './systems/systems.ts';

/** Steps that are compared by `--check`, and how long a system may take over them. */
const checked = { steps: 50, seconds: 60 };
/** Steps after which weights are compared; fewer where an eager engine takes longer than this many seconds. */
const compared = { steps: 200, seconds: 300 };
const epochRounds = 3;
const startRounds = 5;

/**
 * Measure what the options ask for, job after job, and print it.
 *
 * @param folder for plans and runs
 * @returns whether all went well
 */
export async function bench(options: Options, folder: string): Promise<boolean> {
  const grown = options.measure.includes('growth');
  const jobs = grown ? growthJobs() : options.jobs.map((name) => readJob(name, join(root, 'jobs')));
  const log = (line: string) => console.error(line);
  const results = emptyResults(options);
  // First weights are drawn on a backend of tfjs.
  await resolveEngine({ prefer: 'cpu' });
  if (options.measure.includes('page')) {
    const { rows, skipped } = await benchPages({ jobs, options, log });
    results.pages.push(...rows);
    results.skipped.push(...skipped);
    writeResults(options, results);
  }
  for (const threads of options.systems.length > 0 ? options.threads : []) {
    for (const job of jobs) {
      const place = join(folder, `${job.name}-${threads}`);
      const noiseSteps = options.measure.includes('check') ? checked.steps : 0;
      const { file: plan } = writePlan(place, job.job, { threads, noiseSteps });
      const crew = await startCrew(job.name, plan, { names: options.systems, threads, log });
      await measure({ job, crew, plan, threads, options, folder: place }, results);
      await crew.stop();
      results.skipped.push(...crew.skipped);
      writeResults(options, results);
    }
  }
  console.log(report(results));
  return allWell(results);
}

const isGrowth = (job: NamedJob): job is GrowthJob => 'axis' in job;

interface Task {
  readonly job: NamedJob;
  readonly crew: Crew;
  readonly plan: string;
  readonly threads: number;
  readonly options: Options;
  readonly folder: string;
}

/** In the order of `Options.measure`: a check comes first, while the weights are those of the plan. */
async function measure({ job, crew, plan, threads, options, folder }: Task, results: Results): Promise<void> {
  const timing = { ...options, threads };
  for (const what of options.measure) {
    if (what === 'check') results.agreements.push(...(await checkLosses(job, crew, checked)));
    if (what === 'weights')
      results.weights.push(...(await compareWeights(job, crew, { ...compared, threads, folder })));
    if (what === 'steps') results.rows.push(...(await timeSteps(job, crew, timing)));
    if (what === 'growth' && isGrowth(job)) {
      const { axis, at } = job;
      results.growth.push(...(await timeSteps(job, crew, timing)).map((row) => ({ ...row, axis, at })));
    }
    if (what === 'inference' && !isSequence(job.job))
      results.inference.push(...(await timeInference(job, crew, timing)));
    if (what === 'profile') results.profiles.push(...(await profileEpoch(job, crew, { threads, folder })));
    if (what === 'start') results.starts.push(...(await timeStart(job, crew, { plan, threads, rounds: startRounds })));
    if (what === 'epoch' || what === 'memory') {
      const rounds = what === 'epoch' ? epochRounds : 1;
      const { rows, skipped } = await timeEpochs(job, crew, { threads, rounds, folder: join(folder, what) });
      results.epochs.push(...rows);
      results.skipped.push(...skipped);
    }
  }
}
