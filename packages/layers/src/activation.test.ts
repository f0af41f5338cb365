import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { models } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { activations, checkActivation } from './activation.ts';
import { mlp } from './mlp.ts';

describe('activations', () => {
  it.each(activations)('%s is known to tfjs-layers and survives JSON', async (activation) => {
    const model = mlp({ inputShape: [3], outputShape: [2], outputActivation: activation });
    const copy = await models.modelFromJSON(JSON.parse(JSON.stringify(model.toJSON(null, false))));
    copy.setWeights(model.getWeights());
    const x = tf.tensor2d([[0.5, -1, 2]]);
    const [y, z] = [model.predict(x), copy.predict(x)] as [tf.Tensor, tf.Tensor];
    expect([...y.dataSync()]).toEqual([...z.dataSync()]);
  });

  it('names what was meant', () => {
    const list = activations.join(', ');
    expect(() => checkActivation('mlp, activation', 'rellu')).toThrow(
      `mlp, activation: expected one of ${list}, received "rellu". Did you mean relu?`,
    );
    expect(() => checkActivation('mlp, activation', 'wavelet')).toThrow('received "wavelet". Give one of these names.');
    expect(() => checkActivation('mlp, activation', undefined as never)).toThrow('received nothing.');
  });
});
