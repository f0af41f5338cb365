import * as tf from '@tensorflow/tfjs-core';

type Saved = readonly tf.Tensor[];

/** What this file needs of tfjs's engine, which keeps the method private. */
interface Recorder {
  readonly state: { readonly activeTape: unknown[] };
  addTapeNode(kernel: string, inputs: unknown, outputs: unknown, gradient: unknown, saved: Saved, attrs: unknown): void;
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
 */
export function saveAfterRecording(): void {
  const engine = tf.engine() as unknown as Recorder;
  if (engine[mended]) return;
  const record = engine.addTapeNode;
  engine.addTapeNode = function addTapeNode(this: Recorder, kernel, inputs, outputs, gradient, saved, attrs) {
    record.call(this, kernel, inputs, outputs, gradient, saved, attrs);
    const tape = this.state.activeTape;
    // Each saved tensor is one node, a copy, and they are the last ones before this node.
    tape.splice(tape.length - 1 - saved.length, 0, tape.pop());
  };
  engine[mended] = true;
}
