import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { Session as Inspector, type Profiler } from 'node:inspector/promises';
import { join } from 'node:path';
import { compileWith, type Machine, type Runtime, sessions } from '@latentkit/compile/internal';
import type { Engine } from '@latentkit/core';
import type { LoadedPlan } from '../plan/loadedPlan.ts';
import { type System, system } from './system.ts';

/** Where the time of an epoch goes. */
export interface Profile {
  readonly seconds: number;
  /** Shares of it, which add up to 1. `calls`: ONNX Runtime outside of its kernels. */
  readonly shares: Readonly<Record<'kernels' | 'calls' | 'webAssembly' | 'javaScript' | 'garbage', number>>;
  /** Shares of all kernels, by operation, the largest first. */
  readonly operations: Readonly<Record<string, number>>;
}

/** Steps whose kernels are timed, after as many that are not. */
const kernelSteps = 300;
const samplesMicroseconds = 500;

/**
 * An epoch of the compiled engine, sampled by V8's profiler, with the time inside of ONNX Runtime beside it; then the kernels of some
 * steps, timed by ONNX Runtime itself (which slows them, so only their shares count).
 */
export async function profile(plan: LoadedPlan, folder: string): Promise<Profile> {
  const { machine } = await import('@latentkit/compile/node');
  const found = machine({ threads: plan.threads });
  const clock = { ms: 0 };
  const runtime = timed(found.runtime, clock);
  const training = await system(plan, engineOf({ ...found, runtime, sessions: sessions(runtime) }));
  await epoch(plan, training, kernelSteps);
  clock.ms = 0;
  const inspector = new Inspector();
  inspector.connect();
  await inspector.post('Profiler.enable');
  await inspector.post('Profiler.setSamplingInterval', { interval: samplesMicroseconds });
  await inspector.post('Profiler.start');
  const began = performance.now();
  await epoch(plan, training);
  const ms = performance.now() - began;
  const { profile: sampled } = await inspector.post('Profiler.stop');
  inspector.disconnect();
  training.dispose();
  const { kernels, operations } = await kernelTimes(plan, found, folder);
  const inside = clock.ms / ms;
  const rest = sharesOf(sampled);
  const outside = (kind: keyof typeof rest) => (1 - inside) * rest[kind];
  return {
    seconds: ms / 1000,
    shares: {
      kernels: inside * kernels,
      calls: inside * (1 - kernels),
      webAssembly: outside('webAssembly'),
      javaScript: outside('javaScript'),
      garbage: outside('garbage'),
    },
    operations,
  };
}

const engineOf = (machine: Machine): Engine => ({
  name: 'compiled',
  program: async (step, state) => compileWith(machine, step, { state }),
});

async function epoch(plan: LoadedPlan, training: System, most = Number.POSITIVE_INFINITY): Promise<void> {
  const steps = Math.min(most, Math.floor((plan.y.shape[0] as number) / plan.job.batchSize));
  for (let i = 0; i < steps; i++) await training.step(plan.nextRows());
}

/** The runtime with the time of its runs. */
function timed(runtime: Runtime, clock: { ms: number }): Runtime {
  return {
    ...runtime,
    async load(model, options) {
      const session = await runtime.load(model, options);
      return {
        ...session,
        bind(inputs, outputs) {
          const binding = session.bind(inputs, outputs);
          return {
            ...binding,
            async run() {
              const began = performance.now();
              await binding.run();
              clock.ms += performance.now() - began;
            },
          };
        },
      };
    },
  };
}

/** Of what V8 saw outside of native code. Waiting for a helper's range is WebAssembly that another thread runs. */
function sharesOf({ nodes }: Profiler.Profile): Record<'webAssembly' | 'javaScript' | 'garbage', number> {
  const hits = { webAssembly: 0, javaScript: 0, garbage: 0 };
  for (const { callFrame, hitCount = 0 } of nodes) {
    const { functionName, url } = callFrame;
    if (functionName === '(garbage collector)') hits.garbage += hitCount;
    else if (url.startsWith('wasm://') || functionName === 'awaitAll') hits.webAssembly += hitCount;
    else if (url !== '') hits.javaScript += hitCount;
  }
  const all = Math.max(1, hits.webAssembly + hits.javaScript + hits.garbage);
  return { webAssembly: hits.webAssembly / all, javaScript: hits.javaScript / all, garbage: hits.garbage / all };
}

interface TraceEvent {
  readonly cat?: string;
  readonly name: string;
  readonly ts: number;
  readonly dur: number;
  readonly args?: { readonly op_name?: string };
}

async function kernelTimes(plan: LoadedPlan, found: Machine, folder: string) {
  const place = mkdtempSync(join(folder, 'kernels-'));
  const options = { ...found.options, profile: join(place, 'trace') };
  const training = await system(plan, engineOf({ ...found, options, sessions: sessions(found.runtime) }));
  await epoch(plan, training, 2 * kernelSteps);
  training.dispose();
  // The file is complete when the session has been released.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const [file] = readdirSync(place);
  const events = JSON.parse(readFileSync(join(place, file as string), 'utf8')) as TraceEvent[];
  const runs = events.filter(({ name }) => name === 'model_run').sort((a, b) => a.ts - b.ts);
  const late = runs.slice(-kernelSteps);
  const from = late[0]?.ts ?? 0;
  const nodes = events.filter(({ cat, name, ts }) => cat === 'Node' && name.endsWith('_kernel_time') && ts >= from);
  const sum = (list: readonly TraceEvent[]) => list.reduce((all, { dur }) => all + dur, 0);
  const times = new Map<string, number>();
  for (const { args, dur } of nodes) {
    const name = args?.op_name ?? '';
    times.set(name, (times.get(name) ?? 0) + dur);
  }
  const shares = [...times].map(([name, time]) => [name, time / sum(nodes)] as const);
  return {
    kernels: sum(nodes) / sum(late),
    operations: Object.fromEntries(shares.sort((a, b) => b[1] - a[1])),
  };
}
