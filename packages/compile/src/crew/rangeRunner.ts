import type { LoopRunner, LoopWork } from '../tail/loopRunner.ts';
import { control, rangeLength, type SharedWork } from './protocol.ts';

/** Spins before the calling thread sleeps: a helper's last range takes some microseconds. */
const spins = 20_000;

/** The calling thread's half: it offers the ranges of a phase, takes what it can, and waits for those that helpers took. */
export function rangeRunner(
  shared: Pick<SharedWork, 'control' | 'ranges' | 'places' | 'parameters'>,
  { kernels, phases }: Pick<LoopWork, 'kernels' | 'phases'>,
  call: () => void,
): Omit<LoopRunner, 'release'> {
  const { ranges, parameters, places } = shared;
  const cells = shared.control;
  const given = Array.from({ length: kernels.length }, (_, loop) =>
    parameters.subarray(places[loop], places[loop + 1]),
  );
  let generation = 0;
  const takeAll = (limit: number) => {
    for (;;) {
      const claim = Atomics.load(cells, control.claim);
      const range = claim & 0xffff;
      if (range >= limit) return;
      if (Atomics.compareExchange(cells, control.claim, claim, claim + 1) !== claim) continue;
      const at = rangeLength * range;
      const loop = ranges[at] as number;
      kernels[loop]?.(ranges[at + 1] as number, ranges[at + 2] as number, ...(given[loop] as Float64Array));
      Atomics.add(cells, control.done, 1);
    }
  };
  const awaitAll = (limit: number) => {
    for (let spin = 0; Atomics.load(cells, control.done) < limit; spin++) {
      if (spin > spins) Atomics.wait(cells, control.done, Atomics.load(cells, control.done), 1);
    }
  };
  return {
    begin() {
      generation = (generation + 1) & 0x7fff;
      Atomics.store(cells, control.limit, 0);
      Atomics.store(cells, control.done, 0);
      Atomics.store(cells, control.claim, generation << 16);
    },
    set(loop, parameter, value) {
      (given[loop] as Float64Array)[parameter] = value;
    },
    run(phase) {
      const limit = phases[phase + 1] as number;
      if (limit === phases[phase]) return;
      Atomics.store(cells, control.limit, limit);
      call();
      takeAll(limit);
      awaitAll(limit);
    },
  };
}
