/** A choice beside a lesson: what it is, its values as they are read, and which is the usual one. */
export interface Knob {
  readonly name: string;
  readonly values: readonly string[];
  readonly usual: number;
  /** It changes what is seen; any other starts the training again. */
  readonly seenOnly?: boolean;
}

/** What a reader may try: the running mean of the loss below a number, within this many steps, with a value of the knob where that matters. */
export interface Challenge {
  readonly words: string;
  readonly below: number;
  readonly within: number;
  /** The place of the knob's value that counts. */
  readonly knob?: number;
}

export interface About {
  readonly title: string;
  readonly model: string;
  readonly words: string;
  readonly caption: string;
  readonly learningRate: number;
  readonly loss: string;
  readonly unit: string;
  readonly knob: Knob;
  /** Widths to choose from, the lesson's own among them; none where nothing has a width. */
  readonly widths?: readonly number[];
  /** One step of training, part by part, in the order in which they are computed. */
  readonly formula: readonly string[];
  /** Data can be drawn by hand. */
  readonly drawn?: boolean;
  readonly challenge?: Challenge;
}

const ofCodes = 'Dots: codes of images by class. Drag the cross to decode a code.';

/** What can be learned in the page. Nothing here loads tfjs: the page reads it, the worker builds by it. */
export const lessons = {
  ellipse: {
    title: 'Ellipse',
    model: 'energy-based model',
    words:
      'E(y, z) = (y₁ − w₁ cos z)² + (y₂ − w₂ sin z)². Two parameters learn. The free energy F(y) falls where the data are, and the decoded curve moves onto them.',
    caption: 'Colour: F(y), low where it is palest (dark on a dark page). Dots: data. Line: the decoded curve.',
    learningRate: 0.02,
    loss: 'F(y)',
    unit: '',
    knob: { name: 'inverse temperature β', values: ['1', '5', '20', '∞'], usual: 2 },
    formula: ['ỹ(z) = (w₁ cos z, w₂ sin z)', 'E(y, z) = ‖y − ỹ(z)‖²', 'F(y) = −1/β log Σ exp(−βE)', 'w ← w − η ∂F/∂w'],
    challenge: { words: 'With β = ∞, bring F(y) below 0.01 within 80 steps.', below: 0.01, within: 80, knob: 3 },
  },
  spiral: {
    title: 'Spiral',
    model: 'denoising autoencoder',
    words:
      'It gets noisy points and learns to return the clean ones. The arrows ỹ − y learn to point to the nearer arm; midway between two arms the pulls cancel, so points there hardly move, although no data is near.',
    caption: 'Arrows: ỹ − y, half as long. Colour: ‖y − ỹ‖. Dots: data.',
    learningRate: 0.003,
    loss: '‖y − ỹ‖²',
    unit: '',
    knob: { name: 'noise σ', values: ['0.03', '0.1', '0.2'], usual: 1 },
    widths: [16, 64, 128],
    drawn: true,
    formula: ['ŷ = y + σε', 'ỹ = Dec(Enc(ŷ))', 'C = ‖y − ỹ‖²', 'θ ← θ − η ∂C/∂θ'],
    challenge: { words: 'With σ = 0.1, bring the error below 0.02 within 55 steps.', below: 0.02, within: 55, knob: 1 },
  },
  collapse: {
    title: 'Collapse',
    model: 'autoencoder without noise',
    words:
      'Only the latent dimension limits copying. With one the energy is low along a line; with two or more it falls everywhere, far from the data too.',
    caption: 'Arrows: ỹ − y, half as long. Colour: ‖y − ỹ‖ on one scale from 0 to ½. Dots: data.',
    learningRate: 0.003,
    loss: '‖y − ỹ‖²',
    unit: '',
    knob: { name: 'latent dimensions', values: ['1', '2', '16'], usual: 2 },
    widths: [16, 64, 128],
    drawn: true,
    formula: ['z = Enc(y)', 'ỹ = Dec(z)', 'C = ‖y − ỹ‖²', 'θ ← θ − η ∂C/∂θ'],
    challenge: {
      words: 'With one latent dimension, bring the error below 0.05 within 250 steps.',
      below: 0.05,
      within: 250,
      knob: 0,
    },
  },
  contraction: {
    title: 'Contraction',
    model: 'contractive autoencoder',
    words:
      'F(y) = ‖y − ỹ‖² + λ ‖∂h/∂y‖². The code must change along the data, and each change costs: what remains is the direction along the data.',
    caption: 'Lines: the direction that moves the code most, as long as it moves. Colour: ‖∂h/∂y‖. Dots: data.',
    learningRate: 0.01,
    loss: 'F(y)',
    unit: '',
    knob: { name: 'contraction λ', values: ['0', '0.01', '0.05', '0.2'], usual: 2 },
    widths: [4, 12, 24],
    formula: ['h = σ(Wy + b)', 'ỹ = Dec(h)', 'F = ‖y − ỹ‖² + λ ‖∂h/∂y‖²', 'θ ← θ − η ∂F/∂θ'],
  },
  autoencoder: {
    title: 'Codes',
    model: 'autoencoder',
    words:
      'Two latent dimensions for a whole image. Similar images get nearby codes, though training never sees a class.',
    caption: `${ofCodes} Colour: C(y, Dec(z)) of the one image; the ring is its code.`,
    learningRate: 0.002,
    loss: 'C(y, ỹ)',
    unit: 'nats',
    knob: { name: 'width of the hidden layer', values: ['32', '128'], usual: 1 },
    formula: ['z = Enc(y)', 'ỹ = Dec(z)', 'C = −Σ y log ỹ + (1 − y) log(1 − ỹ)', 'θ ← θ − η ∂C/∂θ'],
  },
  generator: {
    title: 'Samples',
    model: 'autoencoder as a generator',
    words: 'Sampled codes, from a distribution fitted to the codes of the data, are decoded.',
    caption: 'Dots: codes of images by class. Rings: the codes that were drawn.',
    learningRate: 0.002,
    loss: 'C(y, ỹ)',
    unit: 'nats',
    knob: { name: 'codes are sampled', values: ['uniformly', 'normally', 'from a mixture'], usual: 0, seenOnly: true },
    widths: [32, 64, 128],
    formula: ['z = Enc(y)', 'ỹ = Dec(z)', 'C(y, ỹ)', 'θ ← θ − η ∂C/∂θ'],
  },
  targets: {
    title: 'Targets',
    model: 'target propagation',
    words:
      'No gradient passes from the decoder to the encoder. Gradient descent moves each code from the guess z̃ to ž; the decoder learns from ž, and the encoder learns to predict ž.',
    caption: 'Arrows: from the guess z̃ to ž, of some images. Colour: E(y, z) of the one image; the ring is its guess.',
    learningRate: 0.002,
    loss: 'E(y, ž)',
    unit: 'nats',
    knob: { name: 'distance γ', values: ['0.1', '1', '10'], usual: 1 },
    widths: [32, 64, 128],
    formula: ['z̃ = Enc(y)', 'ž ← ž − ½η ∂E(y, ž)/∂ž', 'decoder: C(y, Dec(ž))', 'encoder: ‖ž − z̃‖²'],
  },
  map: {
    title: 'Two spaces',
    model: 'variational autoencoder of points',
    words:
      'The encoder maps each observation to a bubble in the plane of codes; the decoder maps the grid of codes back to the plane of observations. Reconstruction pushes bubbles apart, U pulls them together, V keeps their size near 1.',
    caption:
      'Observations, and the grid of codes decoded. In the plane of codes: q(z|y), a bubble of one standard deviation each.',
    learningRate: 0.005,
    loss: 'F(y)',
    unit: 'nats',
    knob: { name: 'terms', values: ['C + U + V', 'without V', 'without U', 'C alone'], usual: 0 },
    widths: [8, 32, 64],
    formula: ['(μ, v) = Enc(y)', 'z = μ + √v ε', 'C = −log p(y|z)', 'F = C + U + V', 'θ ← θ − η ∂F/∂θ'],
  },
  digits: {
    title: 'Images',
    model: 'variational autoencoder',
    words:
      'Two latent dimensions for a whole image. Similar images get nearby codes, and every point of the plane decodes to an image. The surface is the energy of one image at every code.',
    caption: `${ofCodes} Colour: E(y, z) of the one image at every code z; the ring is its own code.`,
    learningRate: 0.002,
    loss: '−ELBO',
    unit: 'nats',
    knob: { name: 'β', values: ['0', '0.25', '1', '4'], usual: 2 },
    widths: [16, 64, 128],
    formula: ['(μ, v) = Enc(y)', 'z = μ + √v ε', 'C = −log p(y|z)', 'F = C + β (U + V)', 'θ ← θ − η ∂F/∂θ'],
  },
} as const satisfies Record<string, About>;

export type LessonName = keyof typeof lessons;
