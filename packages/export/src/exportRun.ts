import { type OpenRun, ownVersion } from '@latentkit/runs';
import { inUnits } from './inUnits.ts';
import { cardText, type ModelCard, pixelsOf } from './modelCard.ts';
import { networksOf, onnxOf } from './networks.ts';

/** The files of an exported model by name: `encoder.onnx`, `decoder.onnx`, `README.md`, `card.json`. */
export type ExportedRun = ReadonlyMap<string, string | Uint8Array>;

/**
 * A trained model as ONNX networks for any batch size, with a card for people and one for programs. Nothing is run, so any engine does. Networks of a table
 * take and give its columns in their own units; those of images take and give pixels in [0, 1].
 *
 * @throws TRACE_… for a model of operations that have no ONNX form
 */
export async function exportRun({ model, spec, trainedOn }: OpenRun): Promise<ExportedRun> {
  const { standardization } = trainedOn;
  const bare = networksOf(model, pixelsOf(trainedOn.scale, standardization !== undefined));
  const networks = standardization ? inUnits(bare, standardization) : bare;
  const card: ModelCard = {
    latentkit: ownVersion(),
    model: spec.model,
    data: trainedOn.name ?? spec.data,
    ...(trainedOn.scale !== undefined && { scale: trainedOn.scale }),
    ...(trainedOn.columns && { columns: trainedOn.columns }),
    ...(standardization && { standardization }),
    dtype: 'float32',
    networks: networks.map(({ map, ...network }) => network),
  };
  const files = new Map<string, string | Uint8Array>();
  for (const network of networks) files.set(network.file, await onnxOf(network, model, card));
  return files.set('README.md', cardText(card)).set('card.json', `${JSON.stringify(card, null, 2)}\n`);
}
