import { isTextToImage } from '@latentkit/models';
import { type OpenRun, ownVersion } from '@latentkit/runs';
import { inUnits } from './inUnits.ts';
import { cardText, type ModelCard, pixelsOf } from './modelCard.ts';
import { networksOf, onnxOf } from './networks.ts';
import { textToImageNetworks } from './textToImage.ts';
import { vocabularyOf } from './vocabulary.ts';

/** The files of an exported model by name: `encoder.onnx`, `decoder.onnx`, `README.md`, `card.json`; of text to image `step.onnx` and `vocabulary.json` too. */
export type ExportedRun = ReadonlyMap<string, string | Uint8Array>;

/**
 * A trained model as ONNX networks for any batch size, with a card for people and one for programs. Nothing is run, so any engine does. Networks of a table
 * take and give its columns in their own units; those of images take and give pixels in [0, 1]. Of text to image they are one decoding step, with the keys and
 * values of the tokens before as inputs and outputs, images from indices and indices from images.
 *
 * @param options.opset of ONNX's operators from 13 on, for older runtimes; the newest that LatentKit writes by default
 * @throws TRACE_… for a model of operations that have no ONNX form, OPSET for an operator that the opset has not
 */
export async function exportRun(
  { model, spec, trainedOn }: OpenRun,
  { opset }: { opset?: number | undefined } = {},
): Promise<ExportedRun> {
  const { opsetNeeds } = await import('@latentkit/compile');
  const needs = opsetNeeds(opset);
  const { standardization } = trainedOn;
  const pixels = pixelsOf(trainedOn.scale, standardization !== undefined);
  const vocabulary = isTextToImage(model) ? vocabularyOf(model) : undefined;
  const bare = isTextToImage(model) ? textToImageNetworks(model, pixels) : networksOf(model, pixels);
  const networks = standardization ? inUnits(bare, standardization) : bare;
  const card: ModelCard = {
    latentkit: ownVersion(),
    model: spec.model,
    data: trainedOn.name ?? spec.data,
    ...(trainedOn.scale !== undefined && { scale: trainedOn.scale }),
    ...(trainedOn.columns && { columns: trainedOn.columns }),
    ...(standardization && { standardization }),
    dtype: 'float32',
    needs,
    networks: networks.map(({ map, ...network }) => network),
    ...(vocabulary && { vocabulary }),
  };
  const files = new Map<string, string | Uint8Array>();
  for (const network of networks) files.set(network.file, await onnxOf(network, model, card, { opset }));
  if (vocabulary) files.set('vocabulary.json', `${JSON.stringify(vocabulary, null, 2)}\n`);
  return files.set('README.md', cardText(card)).set('card.json', `${JSON.stringify(card, null, 2)}\n`);
}
