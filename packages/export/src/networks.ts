import type { NamedTensors } from '@latentkit/core';
import type { ConditionalVariationalAutoencoder, LatentModel } from '@latentkit/models';
import { versions } from '@latentkit/runs';
import { argMax, oneHot, type Tensor } from '@tensorflow/tfjs-core';
import type { ExportedNetwork, ModelCard, Port } from './modelCard.ts';

/** An exported network, and what it computes: its inputs by name → its outputs by name. */
export type Network = ExportedNetwork & { readonly map: (inputs: NamedTensors) => NamedTensors };

/**
 * The encoder and the decoder of a model.
 *
 * @param pixels what the numbers of an observation mean
 */
export function networksOf(model: LatentModel, pixels: string): readonly [encoder: Network, decoder: Network] {
  const observation: Port = { name: 'observation', shape: ['batch', ...numbersOf(model.exampleShape)], holds: pixels };
  const latent = ['batch', ...numbersOf(model.latentShape)] as const;
  const code: Port = { name: 'code', shape: latent, holds: 'the code z, no unit' };
  const logVariance: Port = { name: 'logVariance', shape: latent, holds: 'log v of q(z|y) = N(z, v), no unit' };
  const encoder = { file: 'encoder.onnx', input: observation, output: code };
  const decoder = {
    file: 'decoder.onnx',
    input: code,
    output: { ...observation, name: 'reconstruction', holds: `ỹ, as the observation: ${pixels}` },
  };
  if (isConditional(model)) {
    const given: Port = {
      name: 'given',
      shape: ['batch', model.classes],
      holds: 'the class x: 1 at its place, else 0',
    };
    return [
      {
        ...encoder,
        summary: 'z = Enc(y, x): codes of observations, x the class under which they cost least',
        alsoOut: [logVariance, given],
        map: ({ observation }) => {
          const label = model.classify(observation as Tensor);
          const { mean, logVariance } = model.given(label).posterior(observation as Tensor);
          return { code: mean, logVariance, given: oneHot(label, model.classes, 1, 0, 'float32') };
        },
      },
      {
        ...decoder,
        summary: 'ỹ = Dec(z, x): observations from codes and classes',
        alsoIn: [given],
        map: ({ code, given }) => ({
          reconstruction: model.given(argMax(given as Tensor, 1)).decode(code as Tensor),
        }),
      },
    ];
  }
  const { posterior } = model;
  return [
    {
      ...encoder,
      summary: 'z = Enc(y): codes of observations',
      ...(posterior && { alsoOut: [logVariance] }),
      map: ({ observation }): NamedTensors => {
        if (posterior === undefined) return { code: model.encode(observation as Tensor) };
        const { mean, logVariance } = posterior(observation as Tensor);
        return { code: mean, logVariance };
      },
    },
    {
      ...decoder,
      summary: 'ỹ = Dec(z): observations from codes',
      map: ({ code }) => ({ reconstruction: model.decode(code as Tensor) }),
    },
  ];
}

/**
 * The bytes of an `.onnx` file, for any batch size.
 *
 * @param options.opset of ONNX's operators, the newest that LatentKit writes by default
 */
export async function onnxOf(
  { file, summary, input, output, alsoIn = [], alsoOut = [], map }: Network,
  model: LatentModel,
  card: Pick<ModelCard, 'model' | 'data' | 'latentkit'>,
  { opset }: { opset?: number | undefined } = {},
): Promise<Uint8Array> {
  const { exportOnnx } = await import('@latentkit/compile');
  const inputs = [input, ...alsoIn];
  return exportOnnx(map, {
    inputs: Object.fromEntries(inputs.map(({ name, shape }) => [name, shape])),
    state: model.variables,
    opset,
    name: file.replace('.onnx', ''),
    description: `${summary}; ${card.model} trained on ${card.data} by LatentKit`,
    about: Object.fromEntries([...inputs, output, ...alsoOut].map(({ name, holds }) => [name, holds])),
    metadata: { latentkit: card.latentkit, 'tfjs-layers': versions()['@tensorflow/tfjs-layers'] as string },
  });
}

/** Whether a model is told the class of an observation, which it also finds by itself. */
export const isConditional = (model: LatentModel): model is ConditionalVariationalAutoencoder => 'classify' in model;

const numbersOf = (shape: LatentModel['exampleShape']) => shape as readonly number[];
