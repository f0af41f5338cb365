import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, flags, gpuFlags } from '@latentkit/browser/chromium';
import { expected } from '@latentkit/errors';
import { type Browser, chromium } from 'playwright-core';
import type { NamedJob } from '../job/readJob.ts';
import type { Skipped } from '../measure/rows.ts';
import { spread } from '../measure/statistics.ts';
import type { Options } from '../options.ts';
import { writePlan } from '../plan/writePlan.ts';
import { bundlePage, servePage } from './bundlePage.ts';
import { beside } from './fetchPlan.ts';
import { onGpu, type PageSystemName } from './names.ts';
import { openTab, type Tab } from './openTab.ts';
import type { PageRow } from './rows.ts';

interface Task {
  readonly jobs: readonly NamedJob[];
  readonly options: Options;
  readonly log: (line: string) => void;
}

interface Measured {
  readonly rows: PageRow[];
  readonly skipped: Skipped[];
}

/**
 * Training steps of systems that run in a page, in one chromium, each in a tab of its own, in turns.
 *
 * @returns what was measured, and what could not be and why
 * @throws `ENGINE` where no chromium is found
 */
export async function benchPages(task: Task): Promise<Measured> {
  const found = findChromium();
  if ('missing' in found)
    throw expected({ where: '--page', expected: 'a browser', received: 'none', todo: found.missing, code: 'ENGINE' });
  const folder = mkdtempSync(join(tmpdir(), 'latentkit-bench-page-'));
  const measured: Measured = { rows: [], skipped: [] };
  const { pageSystems, threads } = task.options;
  const groups = [
    ...threads.map((count) => ({ systems: pageSystems.filter((name) => !onGpu(name)), threads: count, args: flags })),
    // In software and of one kernel at a time: how many there are says more than their time.
    { systems: pageSystems.filter(onGpu), threads: 1, args: gpuFlags },
  ];
  try {
    await bundlePage(folder);
    for (const { systems, threads, args } of groups.filter(({ systems }) => systems.length > 0)) {
      const browser = await chromium.launch({ executablePath: found.path, args });
      const { url, close } = await servePage(folder, threads > 1);
      for (const job of task.jobs) {
        const plan = join(folder, beside.folder);
        const { images } = writePlan(plan, job.job, { threads, noiseSteps: 1 });
        copyFileSync(images, join(plan, beside.images));
        const one = await measureJob(job.name, { ...task, browser, url, systems, threads });
        measured.rows.push(...one.rows);
        measured.skipped.push(...one.skipped);
      }
      await close();
      await browser.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return measured;
}

interface Place extends Task {
  readonly browser: Browser;
  readonly url: string;
  readonly systems: readonly PageSystemName[];
  readonly threads: number;
}

async function measureJob(job: string, place: Place): Promise<Measured> {
  const { browser, url, systems, threads, options, log } = place;
  const skipped: Skipped[] = [];
  const members: { tab: Tab; row: Omit<PageRow, keyof ReturnType<typeof spread> | 'steps'>; ms: number[] }[] = [];
  for (const system of systems) {
    const tab = await openTab(browser, url);
    try {
      const { ms, loss: firstLoss, version } = await tab.call('first', system);
      const row = { job, system, threads, version, firstMs: ms, firstLoss, bytes: await tab.bytes() };
      members.push({ tab, row, ms: [] });
      log(`${job}, ${system}, threads: ${threads}: first step after ${Math.round(ms)} ms, loss ${firstLoss}`);
    } catch (error) {
      const reason = String(error).split('\n', 1)[0] as string;
      skipped.push({ job, system, reason, failed: true });
      log(`${job}: without ${system}: ${reason}`);
      await tab.close();
    }
  }
  for (let round = 0; round < options.rounds; round++) {
    for (let i = 0; i < members.length; i++) {
      const { tab, ms } = members[(round + i) % members.length] as (typeof members)[number];
      await tab.call('turn', Math.ceil(options.steps / 5), options.secondsPerTurn / 5);
      ms.push(...(await tab.call('turn', options.steps, options.secondsPerTurn)));
    }
  }
  const rows: PageRow[] = [];
  for (const { tab, row, ms } of members) {
    const crossings = onGpu(row.system) ? { crossings: await tab.call('crossings') } : {};
    rows.push({ ...row, ...spread(ms), steps: ms.length, ...crossings });
    await tab.close();
  }
  return { rows, skipped };
}
