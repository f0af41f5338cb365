import { hashOf } from '../passes/constants.ts';
import type { SessionOptions } from './options.ts';
import type { Runtime, Session } from './runtime.ts';

/** Sessions by what they run. Two programs with one graph share one; the last to release it ends it. */
export interface Sessions {
  acquire(model: Uint8Array, options: SessionOptions): Promise<{ session: Session; release(): void }>;
  /** How many are alive. */
  count(): number;
}

export function sessions(runtime: Runtime): Sessions {
  const alive = new Map<string, { session: Promise<Session>; users: number }>();
  return {
    async acquire(model, options) {
      const { threads = 0, spinning = true, rest = false } = options;
      const key = `${hashOf(model)}|${threads}|${spinning}|${rest}`;
      const entry = alive.get(key) ?? { session: runtime.load(model, options), users: 0 };
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
