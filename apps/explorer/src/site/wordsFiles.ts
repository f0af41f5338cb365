import { take, vocabulary } from '@latentkit/datasets';
import { onnxOf, pixelsOf, textToImageNetworks, vocabularyOf } from '@latentkit/export';
import { cacheShape, type TextToImageModel } from '@latentkit/models';
import { commandOf } from '@latentkit/report';
import { type OpenRun, ownVersion, type RunRecord } from '@latentkit/runs';
import { readWordsCard, type WordsCard } from '../index.ts';

/** Captions of the data that a page offers. */
const mostCaptions = 20;

/**
 * The files of a text-to-image run's folder in a site, by name: the card, a decoding step and the decoder.
 *
 * @param options.turn lets others work in between, and ends it early
 */
export async function wordsFiles(
  model: TextToImageModel,
  { run, record }: { run: OpenRun; record: RunRecord },
  { name, turn }: { name: string; turn: () => Promise<unknown> },
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { test, name: data } = await run.data();
  const about = { model: run.spec.model, data, latentkit: ownVersion() };
  const files = new Map<string, Uint8Array>();
  for (const network of textToImageNetworks(model, pixelsOf(test.y.scale)).slice(0, 2)) {
    files.set(network.file, await onnxOf(network, model, about));
    await turn();
  }
  const [, ...shape] = cacheShape(model, 1);
  const card: WordsCard = {
    name,
    model: run.spec.model,
    data,
    exampleShape: model.codes.exampleShape,
    tokens: vocabularyOf(model),
    cache: { blocks: model.weights.blocks.length, shape },
    energy: {
      terms: ['text', 'image'].map((term) => ({ name: term, weight: record.weights[term] ?? 1, unit: 'nats' })),
    },
    captions: captionsOf(model, test),
    final: record.epochs.at(-1)?.test.terms ?? {},
    trained: commandOf(run.spec),
  };
  const checked = readWordsCard(JSON.parse(JSON.stringify(card)), `run ${run.path}`);
  return files.set('run.json', new TextEncoder().encode(JSON.stringify(checked)));
}

/** The first captions that differ. */
function captionsOf({ options }: TextToImageModel, test: Parameters<typeof take>[0]): string[] {
  const rows = Math.min(test.y.shape[0] as number, 5 * mostCaptions);
  const { text } = take(test, rows);
  if (text === undefined) return [];
  const { decode } = vocabulary(options.words);
  const all = Array.from({ length: rows }, (_, row) =>
    decode(text.values.subarray(row * options.textLength, (row + 1) * options.textLength)),
  );
  return [...new Set(all)].filter((caption) => caption !== '').slice(0, mostCaptions);
}
