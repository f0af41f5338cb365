import type { NativeCall } from '../run/runtime.ts';
import type { CallRunner } from '../tail/loopRunner.ts';
import { callLength, type SharedCalls } from './protocol.ts';
import { rangeRunner } from './rangeRunner.ts';

/** The result of a call until it has one: no address of an error. */
const notMade = -1n;

/** The calling thread's half of some calls: it offers all, makes what it can, and waits for those that helpers make. */
export function callRunner(shared: SharedCalls, ring: () => void): Omit<CallRunner, 'release'> {
  const { addresses } = shared;
  const count = addresses.length / callLength;
  let current: readonly NativeCall[] = [];
  const runner = rangeRunner(
    shared,
    {
      kernels: [
        (call) => {
          addresses[callLength * call + callLength - 1] = (current[call] as NativeCall).run();
        },
      ],
      phases: [0, count],
    },
    ring,
  );
  return {
    run(calls) {
      current = calls;
      runner.begin();
      addresses.set(calls.flatMap((call) => [...call.addresses, notMade]));
      runner.run(0);
      calls.forEach((call, i) => {
        const result = addresses[callLength * i + callLength - 1] as bigint;
        if (result === notMade) throw new Error('a helper thread could not call ONNX Runtime');
        call.check(result);
      });
    },
  };
}
