import { expected } from '@latentkit/errors';
import type * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** A shape of tfjs-layers without its batch; null is an axis of any size. */
export type ExampleShape = readonly (number | null)[];

/** What one network takes and gives, without the batch. */
export interface Ends {
  readonly input: ExampleShape;
  readonly output: ExampleShape;
}

/** @throws `MODEL` for a network that has not exactly one input and one output */
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
  return { input: (inputs[0]?.shape ?? []).slice(1), output: (outputs[0]?.shape ?? []).slice(1) };
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
  /** Normalise by the batch and move the running statistics, drop out; false unless given. */
  readonly training?: boolean;
}

/**
 * Run a network.
 *
 * @param x [batch, …shape]
 * @throws `SHAPE` for an x of another shape
 */
export function run(
  where: string,
  network: LayersModel,
  shape: ExampleShape,
  x: tf.Tensor,
  { training = false }: Mode = {},
): tf.Tensor {
  if (!fit(x.shape.slice(1), shape) || x.rank === 0) {
    throw expected({
      where,
      expected: `shape ${withBatch(shape)}`,
      received: `[${x.shape}]`,
      todo: 'Give a batch of examples as the network takes them.',
      code: 'SHAPE',
    });
  }
  return network.apply(x, { training }) as tf.Tensor;
}

/** For messages: [batch,28,28,1]. */
export function withBatch(shape: ExampleShape): string {
  return `[${['batch', ...shape.map((size) => size ?? 'any')]}]`;
}
