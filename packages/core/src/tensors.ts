import type * as tf from '@tensorflow/tfjs-core';

/** Tensors by name. The caller keeps what it passes and owns what it gets. */
export type NamedTensors = Readonly<Record<string, tf.Tensor>>;

/** Variables by a name that is the same in every process, e.g. `encoder/0/kernel`. */
export type NamedVariables = Readonly<Record<string, tf.Variable>>;

/** What one step sees of the data: `y`, the observations [batch, …], and whatever else the data set names (`label`, …). */
export type Batch = Readonly<{ y: tf.Tensor }> & NamedTensors;
