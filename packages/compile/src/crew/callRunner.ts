import type { NativeCall } from '../run/runtime.ts';
import type { CallRunner, CallWork } from '../tail/loopRunner.ts';
import { callLength, type SharedCalls } from './protocol.ts';
import { rangeRunner } from './rangeRunner.ts';

/** The result of a call until it has one: no address of an error. */
const notMade = -1n;

/** The calling thread's half of some calls and loops: phase by phase it offers all, does what it can, and waits for what helpers do. */
export function callRunner(
  shared: SharedCalls,
  { phases, loops }: CallWork,
  ring: () => void,
): Omit<CallRunner, 'release'> {
  const { addresses } = shared;
  let current: readonly NativeCall[] = [];
  const call = (i: number) => {
    addresses[callLength * i + callLength - 1] = (current[i] as NativeCall).run();
  };
  const ends = phases.map((_, i) => endOf(phases.slice(0, i + 1)));
  const runner = rangeRunner(shared, { kernels: [call, ...(loops?.kernels ?? [])], phases: [0, ...ends] }, ring);
  return {
    run(calls) {
      current = calls;
      runner.begin();
      addresses.set(calls.flatMap((made) => [...made.addresses, notMade]));
      let next = 0;
      for (const [phase, { calls: count }] of phases.entries()) {
        runner.run(phase);
        const failed: unknown[] = [];
        for (const end = next + count; next < end; next++) {
          const result = addresses[callLength * next + callLength - 1] as bigint;
          try {
            if (result === notMade) throw new Error('a helper thread could not call ONNX Runtime');
            (calls[next] as NativeCall).check(result);
          } catch (error) {
            failed.push(error);
          }
        }
        if (failed.length > 0) throw failed[0];
      }
    },
  };
}

const endOf = (phases: CallWork['phases']) => phases.reduce((sum, { calls, loops }) => sum + calls + loops.length, 0);

/** (kernel, which call, 0) one after the other. */
export function rangesOf({ phases }: CallWork): Int32Array {
  let call = 0;
  return Int32Array.from(
    phases.flatMap(({ calls, loops }) => [
      ...Array.from({ length: calls }, () => [0, call++, 0]).flat(),
      ...loops.flatMap((loop) => [1 + loop, 0, 0]),
    ]),
  );
}
