import type { RunCard } from '../bundle/runCard.ts';
import { fetchFile } from './fetchFile.ts';
import { network } from './network.ts';
import { oneHot } from './oneHot.ts';
import type { Run } from './run.ts';

const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

/**
 * A run of the site: its card and stored arrays now, its networks when they are first used.
 *
 * @param name its folder
 * @param base the folder of runs, from the page
 * @throws FILE where a file is not there
 */
export async function openRun(name: string, base = 'data'): Promise<Run> {
  const at = (file: string) => `${base}/${name}/${file}`;
  const bytes = async (file: string) => (await fetchFile(at(file))).arrayBuffer();
  const card: RunCard = await (await fetchFile(at('run.json'))).json();
  const [images, codes, logVariances, labels] = await Promise.all([
    card.stored === 'u8'
      ? bytes('images.u8').then((stored) => scaled(stored, card.scale))
      : bytes('images.f32').then(floats),
    bytes('codes.f32').then(floats),
    card.posterior ? bytes('logVariances.f32').then(floats) : undefined,
    card.labels ? bytes('labels.u8').then((stored) => new Uint8Array(stored)) : undefined,
  ]);

  const encoder = network(at('encoder.onnx'));
  const decoder = network(at('decoder.onnx'));
  const energies = network(at('energy.onnx'));
  const observed = (values: Float32Array) => ({ observation: { values, shape: card.exampleShape } });

  const encode: Run['encode'] = async (observations) => {
    const { code, logVariance } = await encoder(observed(observations));
    return { code: code as Float32Array, ...(logVariance && { logVariance }) };
  };
  const decode: Run['decode'] = async (values, given = 0) => {
    const batch = values.length / sizeOf(card.latentShape);
    const { reconstruction } = await decoder({
      code: { values, shape: card.latentShape },
      ...(card.classes !== undefined && {
        given: { values: oneHot(given, card.classes, batch), shape: [card.classes] },
      }),
    });
    return reconstruction as Float32Array;
  };
  return {
    card,
    images,
    codes,
    ...(logVariances && { logVariances }),
    ...(labels && { labels }),
    encode,
    decode,
    reconstruct: async (observations) => decode((await encode(observations)).code),
    energy: (observations) => energies(observed(observations)),
  };
}

const floats = (stored: ArrayBuffer) => new Float32Array(stored);

const scaled = (stored: ArrayBuffer, scale: number) =>
  Float32Array.from(new Uint8Array(stored), (byte) => byte * scale);
