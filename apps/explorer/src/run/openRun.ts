import {
  isWordsCard,
  readBytes,
  readCard,
  readFloats,
  readObservations,
  readWordsCard,
  sizeOf,
} from '../bundle/index.ts';
import { fetchFile } from './fetchFile.ts';
import { network } from './network.ts';
import { oneHot } from './oneHot.ts';
import { openWords } from './openWords.ts';
import type { Run } from './run.ts';
import type { AnyRun } from './wordsRun.ts';

/**
 * A run of the site: its card and stored arrays now, its networks when they are first used.
 *
 * @param name its folder
 * @param base the folder of runs, from the page
 * @throws FILE where a file is not there, FILE_FORMAT where it is not what the card says
 */
export async function openRun(name: string, base = 'data'): Promise<AnyRun> {
  const at = (file: string) => `${base}/${name}/${file}`;
  const bytes = async (file: string) => new Uint8Array(await (await fetchFile(at(file))).arrayBuffer());
  const json: unknown = await (await fetchFile(at('run.json'))).json();
  if (isWordsCard(json)) return openWords(readWordsCard(json, at('run.json')), at);
  const card = readCard(json, at('run.json'));
  const [size, pixels] = [sizeOf(card.latentShape), sizeOf(card.exampleShape)];
  const numbers = card.count * size;
  const stored = `images.${card.stored}`;
  const [images, codes, logVariances, labels] = await Promise.all([
    bytes(stored).then((file) => readObservations(card, file, at(stored))),
    bytes('codes.f32').then((file) => readFloats(file, numbers, at('codes.f32'))),
    card.posterior && bytes('logVariances.f32').then((file) => readFloats(file, numbers, at('logVariances.f32'))),
    card.labels && bytes('labels.u8').then((file) => readBytes(file, card.count, at('labels.u8'))),
  ]);

  const encoder = network(at('encoder.onnx'));
  const decoder = network(at('decoder.onnx'));
  const energies = network(at('energy.onnx'));
  const observed = (values: Float32Array) => ({ observation: { values, shape: card.exampleShape } });

  const encode: Run['encode'] = async (observations) => {
    const { code, logVariance, given } = await encoder(observed(observations), observations.length / pixels);
    return { code: code as Float32Array, ...(logVariance && { logVariance }), ...(given && { given }) };
  };
  const decode: Run['decode'] = async (values, given = 0) => {
    const batch = values.length / size;
    const { classes } = card;
    const told = (count: number) => (typeof given === 'number' ? oneHot(given, count, batch) : given);
    const inputs = {
      code: { values, shape: card.latentShape },
      ...(classes !== undefined && { given: { values: told(classes), shape: [classes] } }),
    };
    return (await decoder(inputs, batch)).reconstruction as Float32Array;
  };
  return {
    card,
    images,
    codes,
    ...(logVariances && { logVariances }),
    ...(labels && { labels }),
    encode,
    decode,
    reconstruct: async (observations) => {
      const { code, given } = await encode(observations);
      return decode(code, given);
    },
    energy: (observations) => energies(observed(observations), observations.length / pixels),
  };
}
