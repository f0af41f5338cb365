import { hashOf } from '../passes/constants.ts';
import type { RunOptions } from './options.ts';
import type { Runtime, Session } from './runtime.ts';

/** Sessions by what they run. Two programs with one graph share one; the last to release it ends it. */
export interface Sessions {
  acquire(model: Uint8Array, options: RunOptions): Promise<{ session: Session; release(): void }>;
  /** How many are alive. */
  count(): number;
}

export function sessions(runtime: Runtime): Sessions {
  const alive = new Map<string, { session: Promise<Session>; users: number }>();
  return {
    async acquire(model, { threads = 0, spinning = true }) {
      const key = `${hashOf(model)}|${threads}|${spinning}`;
      const entry = alive.get(key) ?? { session: create(runtime, model, threads, spinning), users: 0 };
      alive.set(key, entry);
      entry.users++;
      const drop = () => {
        if (--entry.users === 0) alive.delete(key);
      };
      try {
        const session = await entry.session;
        let released = false;
        const release = () => {
          if (released) return;
          released = true;
          drop();
          if (entry.users === 0) void session.release();
        };
        return { session, release };
      } catch (error) {
        drop();
        throw error;
      }
    },
    count: () => alive.size,
  };
}

function create(runtime: Runtime, model: Uint8Array, threads: number, spinning: boolean): Promise<Session> {
  return runtime.InferenceSession.create(model, {
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    interOpNumThreads: 1,
    ...(threads > 0 ? { intraOpNumThreads: threads } : {}),
    logSeverityLevel: 3,
    // Bytes become floats by DequantizeLinear; passes for quantised networks would repeat it for each use.
    extra: { session: { disable_quant_qdq: '1', intra_op: { allow_spinning: spinning ? '1' : '0' } } },
  });
}
