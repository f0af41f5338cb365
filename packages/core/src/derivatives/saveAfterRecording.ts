import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';

type Saved = readonly tf.Tensor[];

/** An operation on the tape; a copy's one input is what it copies. */
interface Recorded {
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
}

/** What this file needs of tfjs's engine, which keeps the method private. */
interface Recorder {
  readonly state: { readonly activeTape: Recorded[] };
  addTapeNode(
    kernel: string,
    inputs: Recorded['inputs'],
    outputs: readonly tf.Tensor[],
    gradient: unknown,
    saved: Saved,
    attrs: unknown,
  ): void;
  [mended]?: true;
}

const mended = Symbol.for('latentkit.tapeOrder');

/**
 * Lets what a gradient function saved of its own output depend on the input again.
 *
 * tfjs 4.22 writes an operation y = f(x) to its tape in the order
 *
 *     copy(x), copy(y), f: x → y
 *
 * and then looks, in one pass from front to back, for what depends on x. copy(y) stands before anything is known of y, so a gradient
 * dy·y(1 − y) counts as a constant: its derivative is missing from every second derivative, and no error tells. This records
 * f: x → y first. First derivatives keep their kernels, bits and cost.
 *
 * What a tf.customGrad computes between x and y and saves, as tf.losses.softmaxCrossEntropy does, can depend on x by no record: where a second
 * derivative would need that it throws (`GRADIENTS`).
 */
export function saveAfterRecording(): void {
  const engine = tf.engine() as unknown as Recorder;
  if (engine[mended]) return;
  const record = engine.addTapeNode;
  engine.addTapeNode = function addTapeNode(this: Recorder, kernel, inputs, outputs, gradient, saved, attrs) {
    record.call(this, kernel, inputs, outputs, gradient, saved, attrs);
    const tape = this.state.activeTape;
    // Each saved tensor is one node, a copy, and they are the last ones before this node.
    const first = tape.length - 1 - saved.length;
    tape.splice(first, 0, tape.pop() as Recorded);
    if (!gradient || saved.length === 0) return;
    const known = [...Object.values(inputs), ...outputs].map(({ id }) => id);
    const copied = tape.slice(first + 1).flatMap(({ inputs }) => Object.values(inputs));
    const between = copied.filter(({ id, dtype }) => dtype === 'float32' && !known.includes(id));
    if (between.length === 0) return;
    record.call(this, 'Saved', inputs, between, refuse, [], {});
    tape.splice(first, 0, tape.pop() as Recorded);
  };
  engine[mended] = true;
}

function refuse(): never {
  throw expected({
    where: 'second derivative',
    expected: 'gradient functions of tf.customGrad that save inputs or outputs',
    received: 'one that saves a tensor computed between them, as that of tf.losses.softmaxCrossEntropy does',
    todo: 'Write that cost with tf.logSoftmax, or save the inputs and recompute it.',
    code: 'GRADIENTS',
  });
}
