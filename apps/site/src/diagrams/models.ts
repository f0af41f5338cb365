import '@tensorflow/tfjs-backend-cpu';
import { convolutionalAutoencoder, denseAutoencoder, denseVariationalAutoencoder } from '@latentkit/models';
import type { Diagram, Part } from './diagram.ts';
import { layersOf } from './layersOf.ts';

const y: Part = { variable: 'y', about: 'observed', observed: true };
const reconstruction: Part = { variable: 'ỹ', about: 'predicted' };

type Ends = Pick<ReturnType<typeof denseAutoencoder>, 'encoder' | 'decoder' | 'dispose'>;

/** What the networks of a model hold; the model is gone afterwards. */
function networks(model: Ends) {
  const [encoder, decoder] = [layersOf(model.encoder), layersOf(model.decoder)];
  model.dispose();
  return { encoder: { network: 'Enc', layers: encoder }, decoder: { network: 'Dec', layers: decoder } } as const;
}

/** Every diagram by its name: from the model's own layers. */
export const models: Readonly<Record<string, () => Diagram>> = {
  autoencoder() {
    const { encoder, decoder } = networks(denseAutoencoder());
    return {
      title: 'An autoencoder: the encoder gives the code h of y, the decoder the reconstruction ỹ of h.',
      parts: [y, encoder, { variable: 'h', about: 'hidden' }, decoder, reconstruction],
      ties: [
        { between: ['y', 'ỹ'], energy: 'C(y, ỹ)' },
        { between: ['h'], energy: 'R(h)', below: true },
      ],
    };
  },
  'convolutional-autoencoder'() {
    const { encoder, decoder } = networks(convolutionalAutoencoder());
    return {
      title: 'The convolutional autoencoder of the lecture, layer by layer.',
      parts: [y, encoder, { variable: 'h', about: 'hidden' }, decoder, reconstruction],
      ties: [{ between: ['y', 'ỹ'], energy: 'C(y, ỹ)' }],
    };
  },
  'denoising-autoencoder'() {
    const { encoder, decoder } = networks(denseAutoencoder());
    return {
      title: 'A denoising autoencoder: the encoder sees a corrupted copy of y, and the cost compares with the clean y.',
      parts: [
        y,
        { operation: 'corrupt', about: 'y + σε' },
        { variable: 'ŷ', about: 'noisy', warm: true },
        encoder,
        { variable: 'h', about: 'hidden' },
        decoder,
        reconstruction,
      ],
      ties: [{ between: ['y', 'ỹ'], energy: 'C(y, ỹ)' }],
    };
  },
  'contractive-autoencoder'() {
    const { encoder, decoder } = networks(
      denseAutoencoder({ hidden: [], latentSize: 128, latentActivation: 'sigmoid' }),
    );
    return {
      title: 'A contractive autoencoder: the penalty is how much the code h moves when the observation y does.',
      parts: [y, encoder, { variable: 'h', about: 'hidden' }, decoder, reconstruction],
      ties: [
        { between: ['y', 'ỹ'], energy: 'C(y, ỹ)' },
        { between: ['y', 'h'], energy: 'λ ‖∂h/∂y‖²', below: true },
      ],
    };
  },
  'variational-autoencoder'() {
    const { encoder, decoder } = networks(denseVariationalAutoencoder({ hidden: [400], latentSize: 20 }));
    return {
      title: 'A variational autoencoder: the encoder gives a mean and a variance, the code z is drawn from them.',
      parts: [
        y,
        encoder,
        { variable: 'μ, v', about: 'mean, variance' },
        { operation: 'sample', about: 'μ + ε√v' },
        { variable: 'z', about: 'latent', warm: true },
        decoder,
        reconstruction,
      ],
      ties: [
        { between: ['y', 'ỹ'], energy: 'C(y, ỹ)' },
        { between: ['μ, v'], energy: 'KL = U(μ) + V(v)', below: true },
      ],
    };
  },
  'target-propagation'() {
    const { encoder, decoder } = networks(denseAutoencoder({ hidden: [128], latentSize: 32 }));
    return {
      title: 'Target propagation: no gradient passes between ž, found downhill, and the guess z̃ of the encoder.',
      parts: [
        y,
        encoder,
        { variable: 'z̃', about: 'guess' },
        { variable: 'ž', about: 'argmin E', warm: true },
        decoder,
        reconstruction,
      ],
      ties: [
        { between: ['y', 'ỹ'], energy: 'C(y, ỹ)' },
        { between: ['z̃', 'ž'], energy: 'D(z, z̃)', below: true },
      ],
      cut: ['z̃', 'ž'],
    };
  },
};
