import { totalmem } from 'node:os';
import { expected } from '@latentkit/errors';
import { type RunSpec, shapeOf } from '../spec/runSpec.ts';
import type { ModelEntry, RunShape } from './modelEntry.ts';

/** Most bytes that a weight takes while a run trains and saves: itself, its gradient, its moments, and copies of these. As measured. */
const bytesEach = 80;
/** So many, with gradient and moments, are half of what the memory of WebAssembly addresses. */
const mostAnywhere = 2 ** 27;

/** Memory of this machine, or of the container that this runs in. */
function machineMemory(): number {
  const allowed = process.constrainedMemory?.() ?? 0;
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

/**
 * That a model can be trained here, before any of it is built.
 *
 * @throws MODEL with its size and what to choose
 */
export function checkWeights(spec: RunSpec, entry: ModelEntry, run: RunShape, memory = machineMemory()): void {
  const weights = entry.weights?.(spec, run);
  const most = Math.min(mostAnywhere, Math.floor((0.9 * memory) / bytesEach));
  if (weights === undefined || weights <= most) return;
  throw expected({
    where: `train ${spec.model}`,
    expected: `a model of at most ${inMillions(most)} weights, the most that this machine with ${(memory / 2 ** 30).toFixed(1)} GiB can train`,
    received: `${inMillions(weights)} weights for examples of shape [${run.exampleShape}]`,
    todo: `Choose ${choices(spec, entry, run).join(', or ')}.`,
    code: 'MODEL',
  });
}

/** What makes it smaller. */
function choices(spec: RunSpec, entry: ModelEntry, run: RunShape): string[] {
  const [height = 1, width = 1, ...channels] = run.exampleShape;
  const small = 64;
  const isImage = run.layout === 'channels last' && Math.min(height, width) > small;
  const atSize = () => entry.weights?.(spec, { ...run, exampleShape: [small, small, ...channels] }) ?? 0;
  const options = Object.keys(shapeOf(entry));
  const fewer = [
    ['hidden', 'a smaller --hidden'],
    ['filters', 'smaller or more --filters'],
    ['atoms', 'fewer --atoms'],
  ] as const;
  const found = [
    ...(isImage ? [`--image-size ${small} (${inMillions(atSize())} weights)`] : []),
    ...fewer.flatMap(([key, what]) => (options.includes(key) ? [what] : [])),
  ];
  return found.length > 0 ? found : ['a smaller one'];
}

const inMillions = (count: number) =>
  count < 1e6 ? String(count) : `${(count / 1e6).toFixed(count < 1e7 ? 1 : 0)} million`;
