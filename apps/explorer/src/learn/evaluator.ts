import { type Engine, type HostArray, type Input, type NamedVariables, type Table, table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';

/** Weights as they are outside of any backend: the `variables` of a training state. */
export type Weights = Readonly<Record<string, HostArray>>;

/** Outputs of a map at given weights. */
export interface Evaluator {
  run(weights: Weights, inputs: Readonly<Record<string, Table>>): Promise<Readonly<Record<string, Float32Array>>>;
  dispose(): void;
}

/**
 * A map as a program that is made once and fed the weights at every run: a program keeps its own copy of its variables, and making one a
 * picture would trace one per picture.
 *
 * @param variables of a model that is not in training: they are overwritten
 * @param map inputs [rows, …] → named tensors, in traceable tfjs ops
 */
export async function evaluator(
  engine: Engine,
  variables: NamedVariables,
  map: (inputs: Readonly<Record<string, tf.Tensor>>) => Readonly<Record<string, tf.Tensor>>,
): Promise<Evaluator> {
  const program = await engine.program((inputs) => {
    for (const [name, variable] of Object.entries(variables)) {
      variable.assign(tf.reshape(inputs[`weight ${name}`] as tf.Tensor, variable.shape));
    }
    return { ...map(inputs) };
  }, Object.values(variables));
  return {
    async run(weights, inputs) {
      const feeds: Record<string, Input> = {};
      for (const name of Object.keys(variables)) feeds[`weight ${name}`] = allRows(asTable(weights[name] as HostArray));
      for (const [name, input] of Object.entries(inputs)) feeds[name] = allRows(input);
      const outputs = await program.run(feeds, { seed: 0, step: 0 });
      const values = Object.entries(outputs).map(([name, output]) => [name, new Float32Array(output.values)] as const);
      return Object.fromEntries(values);
    },
    dispose: () => program.dispose(),
  };
}

const asTable = ({ values, shape }: HostArray) => table(values, shape.length === 0 ? [1] : shape);

const allRows = (all: Table) => ({
  table: all,
  rows: Int32Array.from({ length: all.shape[0] as number }, (_, i) => i),
});
