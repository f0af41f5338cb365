import { join } from 'node:path';
import { Command } from 'commander';
import { cardText, type ModelCard, pixelsOf } from '@latentkit/export';
import { networksOf, onnxOf } from '@latentkit/export';
import { openRun } from '@latentkit/runs';
import { ownVersion } from '@latentkit/runs';
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
