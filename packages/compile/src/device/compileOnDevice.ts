import type { Program, StepFunction } from '@latentkit/core';
import { bySignature } from '../bySignature.ts';
import type { CompileOptions } from '../compile.ts';
import { costs } from '../lower/costs.ts';
import { deviceStages, through } from '../passes/stages.ts';
import { inTurn } from '../run/inTurn.ts';
import { type Sessions, sessions } from '../run/sessions.ts';
import { bringAll } from '../run/truth.ts';
import { trace } from '../trace/trace.ts';
import type { Device, DeviceSession, Places } from './device.ts';
import { deviceExecutable } from './deviceExecutable.ts';
import { deviceState } from './deviceState.ts';
import { fitting } from './deviceTables.ts';

/** A GPU with the graphs that are loaded on it. */
export interface DeviceMachine {
  readonly device: Device;
  readonly sessions: Sessions<DeviceSession, Places>;
}

export const deviceMachine = (device: Device): DeviceMachine => ({ device, sessions: sessions(device) });

/**
 * A step as a program on a GPU, optimiser included. Variables, moments and tables stay in its memory from run to run; row numbers, random numbers and
 * numbers go there, and results come back. What the host reads is current after `read`, `variable.data()` or another program's run; a
 * synchronous read before is an error that names the variable.
 */
export function compileOnDevice(
  { device, sessions }: DeviceMachine,
  step: StepFunction,
  { state }: CompileOptions,
): Program {
  const held = deviceState(device, state);
  const ready = bySignature(async (signature) => {
    const { graph, draws } = trace(step, state, signature);
    return deviceExecutable(device, sessions, {
      results: graph.outputs,
      graph: through(graph, deviceStages(costs.gpu)),
      draws,
    });
  });
  return {
    run: (given, counter) =>
      inTurn(async () => {
        const inputs = fitting(given);
        let compiled = ready.known(inputs);
        if (!compiled) {
          await bringAll();
          compiled = ready.add(inputs);
        }
        const { numbers, run } = await compiled;
        const { results, next } = await run(inputs, counter, await held.load(numbers));
        held.changed(next);
        return results;
      }),
    read: () => inTurn(held.read),
    dispose() {
      ready.forget();
      void inTurn(held.release);
    },
  };
}
