import { join } from 'node:path';
import type { LatentModel } from '@latentkit/models';
import type * as tf from '@tensorflow/tfjs-core';
import { Command } from 'commander';
import { cardText, type ExportedNetwork, type ModelCard, pixelsOf } from '../export/modelCard.ts';
import { openRun } from '../run/openRun.ts';
import { ownVersion, versions } from '../run/record.ts';
import { writeOut } from './writeOut.ts';

export function exportCommand(): Command {
  return new Command('export')
    .description('write encoder and decoder as ONNX models for any batch size')
    .argument('<run>', 'folder that `latentkit train` wrote')
    .option('--out <folder>', 'gets encoder.onnx, decoder.onnx, README.md and card.json', 'onnx')
    .action(async (path: string, { out }: { out: string }) => {
      // Nothing is run here, so the engine that always loads is enough.
      const { model, spec, trainedOn } = await openRun(path, 'cpu');
      const networks = networksOf(model, pixelsOf(trainedOn.scale));
      const card: ModelCard = {
        latentkit: ownVersion(),
        model: spec.model,
        data: trainedOn.name ?? spec.data,
        ...(trainedOn.scale !== undefined && { scale: trainedOn.scale }),
        dtype: 'float32',
        networks: networks.map(({ map, ...network }) => network),
      };
      for (const network of networks) {
        await writeOut(join(out, network.file), await onnxOf(network, model, card));
      }
      await writeOut(join(out, 'README.md'), cardText(card));
      await writeOut(join(out, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
      model.dispose();
    });
}

type Network = ExportedNetwork & { readonly map: (x: tf.Tensor) => tf.Tensor };

function networksOf(model: LatentModel, pixels: string): readonly Network[] {
  const example = ['batch', ...(model.exampleShape as readonly number[])] as const;
  const latent = ['batch', ...(model.latentShape as readonly number[])] as const;
  const code = { name: 'code', holds: 'the code z, no unit' };
  return [
    {
      file: 'encoder.onnx',
      summary: 'z = Enc(y): codes of observations',
      input: { name: 'observation', shape: example, holds: pixels },
      output: { ...code, shape: latent },
      map: (y) => model.encode(y),
    },
    {
      file: 'decoder.onnx',
      summary: 'ỹ = Dec(z): observations from codes',
      input: { ...code, shape: latent },
      output: { name: 'reconstruction', shape: example, holds: `ỹ, as the observation: ${pixels}` },
      map: (z) => model.decode(z),
    },
  ];
}

async function onnxOf(network: Network, model: LatentModel, card: ModelCard): Promise<Uint8Array> {
  const { exportOnnx } = await import('@latentkit/compile');
  const { file, summary, input, output, map } = network;
  return exportOnnx((given) => ({ [output.name]: map(given[input.name] as tf.Tensor) }), {
    inputs: { [input.name]: input.shape },
    state: model.variables,
    name: file.replace('.onnx', ''),
    description: `${summary}; ${card.model} trained on ${card.data} by LatentKit`,
    about: { [input.name]: input.holds, [output.name]: output.holds },
    metadata: { latentkit: card.latentkit, 'tfjs-layers': versions()['@tensorflow/tfjs-layers'] as string },
  });
}
