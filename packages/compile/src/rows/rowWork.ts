import type { Arena, Slot } from '../run/arena.ts';
import type { SharedStep } from '../share/sharedStep.ts';
import type { CallWork, Kernel } from '../tail/loopRunner.ts';
import { isShared } from '../wasm/isShared.ts';
import { wasmModule } from '../wasm/wasmModule.ts';
import { emitRows } from './emitRows.ts';

/** The stages of a step as phases of calls and loops: each share of a loop is one by itself. */
export function rowWork(
  { stages, shares, namesOf, partOf }: SharedStep,
  arena: Arena,
  slots: ReadonlyMap<string, Slot>,
): CallWork {
  const functions = stages.flatMap(({ loops }, stage) =>
    loops.map((loop, i) => ({ stage, ...emitRows(`r${stage}_${i}`, loop) })),
  );
  const addressOf = (name: string, share: number) => {
    const slot = slots.get(name) as Slot;
    const { dtype, shape } = slot;
    return partOf(name, { dtype, shape, values: arena.view(slot) }, share).values.byteOffset;
  };
  const parametersOf = ({ reads, writes, scratch }: (typeof functions)[number], share: number) => [
    ...reads.map((name) => addressOf(name, share)),
    ...writes.map((name) => addressOf(namesOf(name)[share] ?? name, share)),
    arena.allocate('float32', [Math.max(4, scratch / 4)]).offset,
  ];
  const eachShare = Array.from({ length: shares }, (_, share) => share);
  const parameters = functions.flatMap((made) => eachShare.map((share) => parametersOf(made, share)));
  const phases = stages.map(({ graph }, stage) => ({
    calls: graph ? shares : 0,
    loops: functions.flatMap((made, i) => (made.stage === stage ? eachShare.map((share) => i * shares + share) : [])),
  }));
  if (functions.length === 0) return { phases };
  const { memory } = arena;
  const module = new WebAssembly.Module(wasmModule(functions, { shared: isShared(memory) }));
  const { exports: made } = new WebAssembly.Instance(module, { e: { m: memory } });
  const exports = functions.flatMap(({ name }) => eachShare.map(() => name));
  const kernels = exports.map((name) => made[name] as Kernel);
  return { phases, loops: { memory, module, exports, kernels, parameters } };
}
