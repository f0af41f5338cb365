import { type Crossings, countCrossings, takeCrossings } from '@latentkit/browser/crossings';
import { fetchPlan } from './fetchPlan.ts';
import type { PageSystemName } from './names.ts';
import type { Stepping } from './pageSystem.ts';
import { pageSystems } from './pageSystems.ts';

let given: Awaited<ReturnType<typeof fetchPlan>>;
let system: Stepping;

/** What the bench calls; it drives the page from outside. */
const page = {
  /** Fetch what is trained on, which is not timed. */
  async prepare(): Promise<void> {
    given = await fetchPlan();
  },

  /** From nothing of the system in the page to the end of its first step, with the noise of the plan. */
  async first(name: PageSystemName): Promise<{ ms: number; loss: number; version: string }> {
    const { plan, noise } = given;
    if ('GPUDevice' in globalThis) countCrossings();
    const began = performance.now();
    const { start, version } = await pageSystems[name](plan.threads);
    system = await start(plan);
    const loss = await system.step(plan.nextRows(), noise);
    return { ms: performance.now() - began, loss, version };
  },

  /** Milliseconds of steps in a row, each to its loss on the host. */
  async turn(steps: number, seconds: number): Promise<number[]> {
    const ms: number[] = [];
    const began = performance.now();
    while (ms.length < steps && (ms.length === 0 || performance.now() - began < 1000 * seconds)) {
      const started = performance.now();
      await system.step(given.plan.nextRows());
      ms.push(performance.now() - started);
    }
    return ms;
  },

  /** What goes between the host and the GPU in a step, and the kernels of it. */
  async crossings(): Promise<Crossings> {
    takeCrossings();
    await system.step(given.plan.nextRows());
    return takeCrossings();
  },
};
export type Page = typeof page;

Object.assign(globalThis, { page });
