import { wordsOf } from './words.ts';

/** Keys of a spec that do not read as words, or say too little without the text of the help. */
const named: Readonly<Record<string, string>> = {
  data: 'data set',
  examples: 'training examples',
  label: 'classes from',
  leaveOut: 'columns left out',
  missing: 'rows with missing values',
  array: 'array of the file',
  channels: 'colour channels',
  fit: 'images of other sizes',
  test: 'test split',
  hidden: 'hidden layers',
  latentSize: 'latent dimensions',
  filters: 'channels of the convolutions',
  cost: 'reconstruction loss',
  likelihood: 'likelihood p(y|z)',
  outputActivation: 'activation of the output',
  latentActivation: 'activation of the code',
  alpha: 'α',
  beta: 'β',
  lambda: 'λ',
  betaWarmupSteps: 'warm-up steps of β',
  betaCycles: 'cycles of β',
  meanWeight: 'weight of U (means)',
  varianceWeight: 'weight of V (variances)',
  freeBits: 'minimum KL per latent dimension, nats',
  samples: 'draws of z per example',
  bound: 'lower bound on log p(y)',
  estimator: 'gradient estimator',
  binarize: 'pixels drawn black or white',
  contraction: 'weight of the contraction penalty',
  probes: 'backward passes for the penalty',
  regularization: 'weight of the regulariser',
  rate: 'target activation ρ',
  distance: 'weight of the distance D(z, z̃)',
  inferenceRate: 'step size of inference',
  inferenceMomentum: 'momentum of inference',
  targetStep: 'step size of the last target',
  inverseNoise: 'noise of the inverses, σ',
  codes: 'angles tried by inference',
  atoms: 'atoms of the dictionary',
  vectors: 'vectors per code',
  dimension: 'dimension of a codebook entry',
  codebookSize: 'codebook entries',
  commitment: 'weight of the commitment loss',
  decay: 'decay of the running means',
  dead: 'usage that restarts a codebook entry',
  hard: 'one-hot codes in training',
  temperatureFrom: 'temperature at the first step',
  temperatureTo: 'temperature after annealing',
  decoderFirst: 'steps of the decoder alone',
  tokensPer: 'image tokens per',
  tokens: 'image tokens from',
  tokenNoise: 'share of random image tokens',
  textWeight: 'weight of the caption loss',
  imageWeight: 'weight of the image loss',
  width: 'width of the transformer',
  depth: 'transformer blocks',
  heads: 'attention heads',
  schedule: 'learning-rate schedule',
  warmupSteps: 'warm-up steps of the learning rate',
  clipNorm: 'gradients clipped to norm',
  seed: 'random seed',
  localSteps: 'steps between averages',
  outerLearningRate: 'step size towards the average',
  outerMomentum: 'momentum from round to round',
  saveEvery: 'checkpoint every',
  keep: 'newest checkpoints kept',
  onNan: 'on a NaN loss',
  spinning: 'waiting threads keep their core',
};

/** A key of a spec in plain words: latentSize → latent dimensions. A key of your own model is taken as words: myWeight → my weight. */
export const settingOf = (key: string): string => named[key] ?? wordsOf(key);

/** A value of a spec as people write it. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.join(', ') || 'none';
  return JSON.stringify(value) ?? '–';
}
