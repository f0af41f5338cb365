import { hashOf, sameBytes } from '../passes/constants.ts';
import type { SessionOptions } from './options.ts';
import type { Runtime, Session } from './runtime.ts';

/** Sessions by what they run. Two programs with one graph share one; the last to release it ends it. */
export interface Sessions {
  acquire(model: Uint8Array, options: SessionOptions): Promise<{ session: Session; release(): void }>;
  /** How many are alive. */
  count(): number;
}

/** A loaded model, by its bytes: equal hashes alone would let one graph run in the place of another. */
interface Entry {
  readonly model: Uint8Array;
  readonly session: Promise<Session>;
  users: number;
}

export function sessions(runtime: Runtime): Sessions {
  const alive = new Map<string, Entry[]>();
  return {
    async acquire(model, options) {
      const { threads = 0, spinning = true, rest = false } = options;
      const key = `${hashOf(model)}|${threads}|${spinning}|${rest}`;
      const alike = alive.get(key) ?? [];
      const known = alike.find((other) => sameBytes(other.model, model));
      const entry = known ?? { model, session: runtime.load(model, options), users: 0 };
      if (!known) alive.set(key, [...alike, entry]);
      entry.users++;
      const drop = () => {
        if (--entry.users > 0) return;
        const left = (alive.get(key) ?? []).filter((other) => other !== entry);
        if (left.length > 0) alive.set(key, left);
        else alive.delete(key);
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
    count: () => [...alive.values()].reduce((sum, { length }) => sum + length, 0),
  };
}
