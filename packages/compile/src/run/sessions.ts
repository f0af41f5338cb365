import { hashOf, sameBytes } from '../passes/constants.ts';

/** Sessions by what they run. Two programs with one graph share one; the last to release it ends it. */
export interface Sessions<S, O> {
  acquire(model: Uint8Array, options: O): Promise<{ session: S; release(): void }>;
  /** How many are alive. */
  count(): number;
}

/** A loaded model, by its bytes: equal hashes alone would let one graph run in the place of another. */
interface Entry<S> {
  readonly model: Uint8Array;
  readonly session: Promise<S>;
  users: number;
}

/** @param runtime what loads a model; other options make another session of it */
export function sessions<S extends { release(): unknown }, O>(runtime: {
  load(model: Uint8Array, options: O): Promise<S>;
}): Sessions<S, O> {
  const alive = new Map<string, Entry<S>[]>();
  return {
    async acquire(model, options) {
      const key = `${hashOf(model)}|${JSON.stringify(options)}`;
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
