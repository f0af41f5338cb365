import { expected, isLatentKitError } from '@latentkit/errors';
import { leafLayers } from '@latentkit/layers';
import type * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** A shape of tfjs-layers without its batch; null is an axis of any size. */
export type ExampleShape = readonly (number | null)[];

/** What one network takes and gives, without the batch. */
export interface Ends {
  readonly input: ExampleShape;
  readonly output: ExampleShape;
}

/** @throws `MODEL` for a network that has not exactly one input and one output, or a regularizer or a constraint, which nothing here would apply */
export function endsOf(where: string, network: LayersModel): Ends {
  const [inputs, outputs] = [network?.inputs ?? [], network?.outputs ?? []];
  if (inputs.length !== 1 || outputs.length !== 1) {
    throw expected({
      where,
      expected: 'a tf.LayersModel with one input and one output',
      received: `${inputs.length} inputs and ${outputs.length} outputs`,
      todo: 'Make one with tf.sequential or tf.model.',
      code: 'MODEL',
    });
  }
  for (const layer of leafLayers(network)) {
    const left = leftOut(layer.getConfig());
    if (left !== undefined) throw unapplied(where, `${left} of ${layer.name}`);
  }
  return { input: (inputs[0]?.shape ?? []).slice(1), output: (outputs[0]?.shape ?? []).slice(1) };
}

/** A regularizer or a constraint in the configuration of a layer, or of one that it wraps: Keras's `fit` would apply them. */
function leftOut(config: unknown): string | undefined {
  if (typeof config !== 'object' || config === null) return undefined;
  for (const [key, value] of Object.entries(config)) {
    if (value !== null && value !== undefined && /(Regularizer|Constraint)$/.test(key)) return key;
    const inside = leftOut(value);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

function unapplied(where: string, what: string): Error {
  return expected({
    where,
    expected: 'layers without regularizers and constraints',
    received: what,
    todo: 'Leave it out: weight decay is an option of the optimizer, a term on codes a part of the objective.',
    code: 'MODEL',
  });
}

/** Whether both can be the shape of one tensor. */
export function fit(a: ExampleShape, b: ExampleShape): boolean {
  return a.length === b.length && a.every((size, axis) => size === null || b[axis] === null || size === b[axis]);
}

/**
 * Refuse two networks, or a network and what reads it, that do not fit together.
 *
 * @param wants such as `a decoder that takes`; wanted what, then both shapes
 * @throws `SHAPE`
 */
export function checkFit(
  where: string,
  {
    wants: [who, does, what],
    wanted,
    found,
    todo,
  }: {
    readonly wants: readonly [who: string, does: 'takes' | 'gives', what: string];
    readonly wanted: ExampleShape;
    readonly found: ExampleShape;
    readonly todo: string;
  },
): void {
  if (fit(wanted, found)) return;
  throw expected({
    where,
    expected: `${who} that ${does} ${what}, ${withBatch(wanted)}`,
    received: `one that ${does} ${withBatch(found)}`,
    todo,
    code: 'SHAPE',
  });
}

/** The shape with so many times as many numbers along its last axis. */
export function timesLast<Size extends number | null>(shape: readonly Size[], factor: number): Size[] {
  return shape.map((size, axis) => (axis === shape.length - 1 && size !== null ? ((size * factor) as Size) : size));
}

/** How layers that know two modes (normalisation, dropout) behave. */
export interface Mode {
  /** Normalise by the batch and move the running statistics, drop out; false by default. */
  readonly training?: boolean;
}

/**
 * Run a network.
 *
 * @param x [batch, …shape]
 * @throws `SHAPE` for an x of another shape, `MODEL` where tfjs-layers cannot run a layer
 */
export function run(
  where: string,
  network: LayersModel,
  shape: ExampleShape,
  x: tf.Tensor,
  { training = false }: Mode = {},
): tf.Tensor {
  checkBatch(where, shape, x);
  try {
    return network.apply(x, { training }) as tf.Tensor;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    // A kernel that is missing is the engine's to name.
    if (isLatentKitError(cause) || /^Kernel '/.test(message)) throw cause;
    const [line] = message.split('\n') as [string];
    const todo = 'Replace the layer that tfjs-layers cannot run.';
    throw expected({
      where,
      expected: 'a network that runs',
      received: line.replace(/\.$/, ''),
      todo,
      code: 'MODEL',
      cause,
    });
  }
}

/** @throws `SHAPE` for an x that is not a batch of this shape */
export function checkBatch(where: string, shape: ExampleShape, x: tf.Tensor): void {
  if (!fit(x.shape.slice(1), shape) || x.rank === 0) {
    throw expected({
      where,
      expected: `shape ${withBatch(shape)}`,
      received: `[${x.shape}]`,
      todo: 'Give a batch of examples as the network takes them.',
      code: 'SHAPE',
    });
  }
}

/** For messages: [batch,28,28,1]. */
export function withBatch(shape: ExampleShape): string {
  return `[${['batch', ...shape.map((size) => size ?? 'any')]}]`;
}
