import { type Alternating, adam, alternating, type Objective } from '@latentkit/core';
import { type Autoencoder, type Cost, reconstruction } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** An autoencoder with a critic of its codes: [batch, latentSize] → [batch, 1], the logit of their being draws of the prior. */
export interface Adversarial extends Autoencoder {
  critic(z: tf.Tensor): tf.Tensor1D;
}

/** The autoencoder and the critic as one model, whose variables the phases share out by name. */
export function withCritic(model: Autoencoder, critic: LayersModel): Adversarial {
  const own = critic.trainableWeights.map((weight, i) => [`critic/${i}`, weight.read() as tf.Variable] as const);
  return {
    ...model,
    variables: { ...model.variables, ...Object.fromEntries(own) },
    critic: (z) => tf.reshape(critic.apply(z) as tf.Tensor, [-1]),
    dispose() {
      model.dispose();
      critic.dispose();
    },
  };
}

/**
 * Three phases per step: the autoencoder learns to reconstruct, the critic to tell codes from draws of N(0, I), and the encoder to make codes that
 * it takes for them.
 *
 * @see Makhzani and others 2015, Adversarial autoencoders
 */
export function adversarialPhases({ cost }: { cost: Cost }): Alternating<Adversarial> {
  // −log σ(l) and −log(1 − σ(l)) of the critic's logit l, in nats.
  const ofPrior = (logit: tf.Tensor1D) => tf.softplus(tf.neg(logit)) as tf.Tensor1D;
  const ofCodes = (logit: tf.Tensor1D) => tf.softplus(logit) as tf.Tensor1D;
  const criticism: Objective<Adversarial, 'prior' | 'codes'> = {
    weights: { prior: 1, codes: 1 },
    terms: (model, { y }, random) => {
      const z = model.encode(y);
      return { prior: ofPrior(model.critic(random.normal(z.shape))), codes: ofCodes(model.critic(z)) };
    },
  };
  const deception: Objective<Adversarial, 'cost'> = {
    weights: { cost: 1 },
    terms: (model, { y }) => ({ cost: ofPrior(model.critic(model.encode(y))) }),
  };
  return alternating<Adversarial>({
    reconstruction: { objective: reconstruction({ cost }), match: /^(encoder|decoder)\//, optimizer: adam() },
    criticism: { objective: criticism, match: /^critic\//, optimizer: adam({ beta1: 0.5 }) },
    deception: {
      objective: deception,
      match: /^encoder\//,
      optimizer: adam({ beta1: 0.5 }),
      learningRate: (base) => tf.mul(base, 0.5),
    },
  });
}
