import type { SharedStep } from '../share/sharedStep.ts';
import type { CallRunner } from '../tail/loopRunner.ts';
import type { Arena, Slot } from './arena.ts';
import type { LoadedStage } from './loadedStages.ts';
import type { Arrays, HostTensor, NativeCall } from './runtime.ts';

/** What lies in the arena, bound once, so that ONNX Runtime reads and writes there: all of it, or each share its part. */
interface Bound {
  /** Binds an array of the caller's, unless it is bound. */
  feed(name: string, array: HostTensor): void;
  fetch(name: string, array: HostTensor): void;
  run(together?: CallRunner): unknown;
}

export interface Bindings {
  /** Renewed where the arena has moved. */
  current(): Bound;
  release(): void;
}

/** @param loaded the stages of a shared step that have a session, or all of a step */
export function bindings(
  loaded: readonly LoadedStage[],
  arena: Arena,
  slots: ReadonlyMap<string, Slot>,
  shared: SharedStep | undefined,
): Bindings {
  let made: (Bound & { readonly version: unknown; release(): void }) | undefined;
  return {
    current() {
      if (made?.version !== arena.version()) {
        made?.release();
        made = { version: arena.version(), ...bind(loaded, arena, slots, shared) };
      }
      return made as Bound;
    },
    release: () => made?.release(),
  };
}

function bind(
  loaded: readonly LoadedStage[],
  arena: Arena,
  slots: ReadonlyMap<string, Slot>,
  shared: SharedStep | undefined,
): Bound & { release(): void } {
  const arrays = (names: readonly string[], share: number, placeOf: (name: string) => string): Arrays =>
    Object.fromEntries(
      names.map((name) => {
        const { dtype, shape, ...slot } = slots.get(placeOf(name)) as Slot;
        const array = { dtype, shape, values: arena.view({ dtype, shape, ...slot }) };
        return [name, shared?.partOf(name, array, share) ?? array];
      }),
    );
  const made = loaded.flatMap(({ session, inputs, outputs, callers }) =>
    Array.from({ length: shared?.shares ?? 1 }, (_, share) => {
      const read = arrays(inputs, share, (name) => name);
      const written = arrays(outputs, share, (name) => shared?.namesOf(name)[share] ?? name);
      return { callers, share, binding: session.bind(read, written) };
    }),
  );
  const calls = made.map(({ binding }) => binding.call as NativeCall);
  const fed = new Map<string, HostTensor>();
  const each = (how: 'feed' | 'fetch') => (name: string, array: HostTensor) => {
    if (fed.get(name) === array) return;
    for (const { callers, share, binding } of made)
      if (callers.includes(name)) binding[how](name, shared?.partOf(name, array, share) ?? array);
    fed.set(name, array);
  };
  return {
    feed: each('feed'),
    fetch: each('fetch'),
    run: (together) => (together ? together.run(calls) : made[0]?.binding.run()),
    release() {
      for (const { binding } of made) binding.release();
    },
  };
}
