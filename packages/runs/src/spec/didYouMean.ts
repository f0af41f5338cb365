import { closest, distance } from 'fastest-levenshtein';

/** What other libraries call a key of ours. */
const elsewhere: Readonly<Record<string, string>> = {
  lr: 'learningRate',
  rate: 'learningRate',
  stepSize: 'learningRate',
  batch: 'batchSize',
  latent: 'latentSize',
  latentDim: 'latentSize',
  latentDims: 'latentSize',
  zDim: 'latentSize',
  hiddenDims: 'hidden',
  hiddenSize: 'hidden',
  layers: 'hidden',
  nEpochs: 'epochs',
  numEpochs: 'epochs',
  maxEpochs: 'epochs',
  device: 'engine',
  backend: 'engine',
  gpu: 'engine',
  dataset: 'data',
  output: 'out',
  outputDir: 'out',
  o: 'out',
  lrScheduler: 'schedule',
  warmup: 'warmupSteps',
  gradClip: 'clipNorm',
  kl: 'beta',
  klWeight: 'beta',
  loss: 'cost',
  randomState: 'seed',
  target: 'label',
};

/**
 * `Did you mean epochs? `, or nothing where no name is near; `lr` is near `learningRate`.
 *
 * @param said how a name is written, e.g. as a flag
 */
export function didYouMean(word: string, names: readonly string[], said = (name: string) => name): string {
  const near = nearest(word, names);
  return near === undefined ? '' : `Did you mean ${said(near)}? `;
}

function nearest(word: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const ours = elsewhere[word];
  if (ours !== undefined && names.includes(ours)) return ours;
  const one = closest(word.toLowerCase(), names);
  return distance(word.toLowerCase(), one) <= Math.max(2, word.length / 3) ? one : undefined;
}
