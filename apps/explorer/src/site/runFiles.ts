import { setImmediate } from 'node:timers/promises';
import { take } from '@latentkit/datasets';
import { isConditional, networksOf, onnxOf, pixelsOf } from '@latentkit/export';
import { isTextToImage } from '@latentkit/models';
import { commandOf } from '@latentkit/report';
import type { OpenRun } from '@latentkit/runs';
import { ownVersion, type RunRecord } from '@latentkit/runs';
import { floatBytes, type RunCard, readCard, sizeOf } from '../index.ts';
import { codesOf } from './codesOf.ts';
import { energyNetwork } from './energyNetwork.ts';
import { fittedMixture } from './fittedMixture.ts';
import { imagesOf } from './imagesOf.ts';
import { labelsOf } from './labelsOf.ts';
import { principalAxes } from './principalAxes.ts';
import { wordsFiles } from './wordsFiles.ts';

/** Rows whose codes are in a site, fewer of wide ones; and the first of them whose observations are there too. */
const most = { codes: 10_000, numbers: 1e6, images: 1000 };

/** Every file that the folder of a run may have. */
export const runFileNames = [
  'run.json',
  ...['encoder.onnx', 'decoder.onnx', 'energy.onnx', 'step.onnx'],
  ...['images.u8', 'images.f32', 'codes.f32', 'logVariances.f32', 'labels.u8'],
] as const;

/**
 * The files of a run's folder in a site, by name: the card, three networks, and the tables that the card says; of text to image those of `wordsFiles`.
 *
 * @param options.name the folder
 * @param options.signal ends it early
 */
export async function runFiles(
  { run, record }: { run: OpenRun; record: RunRecord },
  { name, signal }: { name: string; signal?: AbortSignal },
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { model, spec, entry } = run;
  // A server answers in between.
  const turn = () => setImmediate(undefined, { signal });
  if (isTextToImage(model)) return wordsFiles(model, { run, record }, { name, turn });
  const dataset = await run.data();
  const latentShape = model.latentShape as readonly number[];
  const size = sizeOf(latentShape);
  const wanted = Math.min(most.codes, Math.max(most.images, Math.floor(most.numbers / size)));
  const split = take(dataset.test, Math.min(wanted, dataset.test.y.shape[0] as number));
  const networks = networksOf(model, pixelsOf(split.y.scale));
  const energy = energyNetwork(run, record.weights, networks[0].input);
  const about = { model: spec.model, data: dataset.name, latentkit: ownVersion() };
  const files = new Map<string, Uint8Array>();
  for (const network of [...networks, energy.network]) {
    files.set(network.file, await onnxOf(network, model, about));
    await turn();
  }
  const { codes, logVariances } = await codesOf(run, networks[0], split.y);
  const images = imagesOf(split.y, most.images);
  const labels = labelsOf(split, dataset.classes);
  const mixture = fittedMixture(codes, size);
  await turn();
  const card: RunCard = {
    name,
    model: spec.model,
    data: dataset.name,
    exampleShape: model.exampleShape as readonly number[],
    latentShape,
    scale: images.scale,
    stored: images.stored,
    images: images.count,
    count: codes.length / size,
    ...columnsIn(run),
    ...(labels && { labels: labels.names }),
    posterior: logVariances !== undefined,
    ...(isConditional(model) && { classes: model.classes }),
    energy: { terms: energy.terms },
    prior: entry.prior?.(record.weights) ?? false,
    principal: principalAxes(codes, size),
    ...(mixture && { mixture }),
    ...(entry.denoising && { denoising: entry.denoising(spec) }),
    final: record.epochs.at(-1)?.test.terms ?? {},
    trained: commandOf(spec),
  };
  files.set(`images.${images.stored}`, images.bytes);
  files.set('codes.f32', floatBytes(codes));
  if (logVariances) files.set('logVariances.f32', floatBytes(logVariances));
  if (labels) files.set('labels.u8', labels.bytes);
  files.set('run.json', new TextEncoder().encode(JSON.stringify(readCard(card, `run ${run.path}`))));
  return files;
}

/** The columns of a table, each with what makes its number one of its unit. */
function columnsIn({ trainedOn: { columns, standardization } }: OpenRun): Pick<RunCard, 'columns'> {
  if (!columns) return {};
  const { mean, deviation } = standardization ?? { mean: [], deviation: [] };
  return { columns: columns.map((name, i) => ({ name, mean: mean[i] ?? 0, deviation: deviation[i] ?? 1 })) };
}
