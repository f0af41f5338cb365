import type { SharedStep } from '../share/sharedStep.ts';
import type { CallRunner } from '../tail/loopRunner.ts';
import type { Arena, Slot } from './arena.ts';
import type { Arrays, Binding, HostTensor, NativeCall, Session } from './runtime.ts';

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

interface Names {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export function bindings(
  session: Session,
  arena: Arena,
  slots: ReadonlyMap<string, Slot>,
  names: Names,
  shared: SharedStep | undefined,
): Bindings {
  let made: (Bound & { readonly version: unknown; release(): void }) | undefined;
  return {
    current() {
      if (made?.version !== arena.version()) {
        made?.release();
        made = { version: arena.version(), ...bind(session, arena, slots, names, shared) };
      }
      return made as Bound;
    },
    release: () => made?.release(),
  };
}

function bind(
  session: Session,
  arena: Arena,
  slots: ReadonlyMap<string, Slot>,
  { inputs, outputs }: Names,
  shared: SharedStep | undefined,
): Bound & { release(): void } {
  const arrays = (names: readonly string[], share: number): Arrays =>
    Object.fromEntries(
      names.map((name) => {
        const slot = slots.get((outputs.includes(name) && shared?.namesOf(name)[share]) || name) as Slot;
        const array = { dtype: slot.dtype, shape: slot.shape, values: arena.view(slot) };
        return [name, shared?.partOf(name, array, share) ?? array];
      }),
    );
  const all: Binding[] = Array.from({ length: shared?.shares ?? 1 }, (_, share) =>
    session.bind(arrays(inputs, share), arrays(outputs, share)),
  );
  const fed = new Map<string, HostTensor>();
  const each = (how: 'feed' | 'fetch') => (name: string, array: HostTensor) => {
    if (fed.get(name) === array) return;
    for (const [share, binding] of all.entries()) binding[how](name, shared?.partOf(name, array, share) ?? array);
    fed.set(name, array);
  };
  return {
    feed: each('feed'),
    fetch: each('fetch'),
    run(together) {
      return together ? together.run(all.map(({ call }) => call as NativeCall)) : all[0]?.run();
    },
    release() {
      for (const binding of all) binding.release();
    },
  };
}
