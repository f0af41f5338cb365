import type { Engine, Program, StepFunction } from '@latentkit/core';
import { type CompileOptions, compileWith } from './compile.ts';
import { compileOnDevice, type DeviceMachine, deviceMachine } from './device/compileOnDevice.ts';
import { deviceOf } from './device/deviceOf.ts';
import { costs } from './lower/costs.ts';
import type { Machine } from './run/machine.ts';
import { rowsAlone } from './run/rowsAlone.ts';
import { sessions } from './run/sessions.ts';
import { breather } from './web/breathe.ts';
import { type Device, type OnnxRuntimeWeb, onWeb, type WasmPaths, webRuntime } from './web/webRuntime.ts';
import { whyNoWebGpu } from './web/whyNoWebGpu.ts';

export type { OnnxRuntimeWeb, WasmPaths };

/** How a page runs compiled steps. */
export interface WebOptions {
  /** Threads of one operation; 0 takes one for two cores, at most four. More than one needs a page that is cross-origin isolated. */
  readonly threads?: number;
  /** The build of onnxruntime-web with WebGPU (27 MB), named here so that other pages do not ship it. */
  readonly webgpu?: () => Promise<OnnxRuntimeWeb>;
  /** Where onnxruntime-web finds its WebAssembly, if not where the bundler put it. */
  readonly wasmPaths?: WasmPaths;
}

/** The compiled engine of a page, with what it turned out to be. */
export interface WebEngine extends Engine {
  readonly device: Device;
  readonly threads: number;
  /** Why it is less than was asked for or could be had, one phrase each. */
  readonly reasons: readonly string[];
}

/** What a build of the runtime became, with the threads that it was started with. */
interface Started {
  readonly threads: number;
  readonly machine: Machine | DeviceMachine;
}

/** A page has one copy of each build: the first call decides on its threads and its files. */
const started = new Map<OnnxRuntimeWeb, Started>();

/**
 * The compiled engine in a browser, on a page or in a worker: WebAssembly on all cores, or WebGPU. The runtime is loaded now, its
 * WebAssembly (14 MB) at the first step.
 *
 * @example
 * const engine = await compiled();
 * engine.device; // 'wasm'
 */
export async function compiled({ threads = 0, webgpu, wasmPaths }: WebOptions = {}): Promise<WebEngine> {
  const reasons: string[] = [];
  const noGpu = webgpu && (await whyNoWebGpu());
  if (noGpu) reasons.push(`wasm, not WebGPU: ${noGpu}`);
  const device = webgpu && !noGpu ? 'webgpu' : 'wasm';
  const runtime = webgpu && !noGpu ? await webgpu() : await import('onnxruntime-web/wasm');
  const { machine, threads: taken } =
    started.get(runtime) ?? start(runtime, device, possibleThreads(threads), wasmPaths);
  if (taken === 1 && threads !== 1 && !globalThis.crossOriginIsolated) {
    reasons.push('one thread: the page is not cross-origin isolated (headers COOP same-origin and COEP require-corp)');
  } else if (threads > 0 && taken !== threads) {
    reasons.push(`threads: ${taken}, as an earlier call decided`);
  }
  return { name: 'compiled', device, threads: taken, reasons, program: webProgram(machine) };
}

/**
 * Compiles a step of tfjs operations for ONNX Runtime in a browser.
 *
 * @param options.state every variable that the step reads or changes
 * @example
 * const program = await compile(({ y }) => ({ loss: tf.mean(tf.square(tf.sub(y, center))) }), { state: [center] });
 */
export async function compile(
  step: StepFunction,
  { state, ...options }: CompileOptions & WebOptions,
): Promise<Program> {
  const engine = await compiled(options);
  return engine.program(step, state);
}

function start(runtime: OnnxRuntimeWeb, device: Device, threads: number, wasmPaths?: WasmPaths): Started {
  runtime.env.wasm.numThreads = threads;
  if (wasmPaths !== undefined) runtime.env.wasm.wasmPaths = wasmPaths;
  const found = { threads, machine: device === 'webgpu' ? gpuOf(runtime) : processorOf(runtime, threads) };
  started.set(runtime, found);
  return found;
}

const gpuOf = (runtime: OnnxRuntimeWeb) => deviceMachine(deviceOf(onWeb(runtime), ['webgpu', 'wasm']));

function processorOf(runtime: OnnxRuntimeWeb, threads: number): Machine {
  const adapted = webRuntime(runtime);
  // A page shares its cores: threads that spin while they wait were no faster here.
  const options = { threads, spinning: false };
  return { runtime: adapted, sessions: sessions(adapted), options, costs: costs.wasm };
}

function possibleThreads(threads: number): number {
  if (!globalThis.crossOriginIsolated) return 1;
  // Half of the cores that a browser counts are hyper-threads.
  return threads > 0 ? threads : Math.min(4, Math.ceil(navigator.hardwareConcurrency / 2));
}

function webProgram(machine: Machine | DeviceMachine): Engine['program'] {
  const breathe = breather();
  return async (step, state) => {
    const onDevice = 'device' in machine;
    const program = onDevice ? compileOnDevice(machine, step, { state }) : compileWith(machine, step, { state });
    return {
      ...program,
      async run(inputs, counter) {
        const outputs = await program.run(onDevice ? inputs : rowsAlone(inputs), counter);
        await breathe();
        return outputs;
      },
    };
  };
}
