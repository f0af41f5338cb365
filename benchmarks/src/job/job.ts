import { z } from 'zod';

const whole = z.int().positive();
const count = z.int().min(0);
const activation = z.enum(['linear', 'relu', 'sigmoid', 'tanh', 'elu', 'softplus']).default('linear');
const window = { filters: whole, kernel: whole, stride: whole.default(1), padding: count.default(0), activation };

/** A layer; what has height, width and channels is flattened before a dense one, and a code is one pixel for a transposed convolution. */
const layers = [
  z.strictObject({ type: z.literal('dense'), units: whole, activation }),
  /** Zeros on all four sides, as in PyTorch's Conv2d. */
  z.strictObject({ type: z.literal('conv'), ...window }),
  /** As PyTorch's ConvTranspose2d. */
  z.strictObject({ type: z.literal('convTranspose'), ...window, outputPadding: count.default(0) }),
  /** Over all axes but the last; ε = 1e-5, running statistics keep 0.9 of themselves. */
  z.strictObject({ type: z.literal('batchNorm'), activation }),
  z.strictObject({ type: z.literal('reshape'), shape: z.tuple([whole, whole, whole]) }),
] as const;
const layer = z.discriminatedUnion('type', layers, {
  error: 'a type among dense, conv, convTranspose, batchNorm, reshape',
});

const common = {
  $schema: z.string().optional(),
  title: z.string().min(1),
  /** Arguments of `latentkit train` that train this model, where the command can. */
  command: z.array(z.string()).optional(),
  batchSize: z.int().positive().max(60_000),
  optimizer: z.strictObject({
    name: z.literal('adam'),
    learningRate: z.number().positive(),
    /** Coupled, as in torch.optim.Adam: g ← g + λp, biases included. */
    weightDecay: z.number().min(0).default(0),
  }),
};

/** Colour images that there are. */
const scenes = 20_000;

/** A training step of an autoencoder of images. */
export const imageJob = z
  .strictObject({
    ...common,
    /** An image as the encoder takes it: of MNIST, or a colour one of `scenes`. */
    input: z.union(
      [
        z.tuple([z.literal(784)]),
        z.tuple([z.literal(28), z.literal(28), z.literal(1)]),
        z.tuple([z.literal(32), z.literal(32), z.literal(3)]),
      ],
      { error: '[784], [28,28,1] or [32,32,3]' },
    ),
    /** The encoder sees y + gaussian · ε, the cost the clean y. */
    corruption: z.strictObject({ gaussian: z.number().positive() }).optional(),
    encoder: z.array(layer).min(1),
    /** Makes the code a Gaussian posterior of this many numbers, by two dense layers after the encoder, and adds its divergence from N(0, I). */
    latent: whole.optional(),
    decoder: z.array(layer).min(1),
    cost: z.enum(['squaredError', 'binaryCrossEntropyFromLogits']),
    /** What is taken over the pixels of an image; over images it is the mean. */
    pixels: z.enum(['sum', 'mean']).default('sum'),
    /** Weight of the divergence. */
    beta: z.number().positive().default(1),
  })
  .check(({ value: { input, batchSize }, issues }) => {
    if (input[2] !== 3 || batchSize <= scenes) return;
    issues.push({
      code: 'too_big',
      origin: 'number',
      maximum: scenes,
      inclusive: true,
      input: batchSize,
      path: ['batchSize'],
    });
  });

/** A training step of a decoder-only transformer: the mean over sequences of −Σ log p(token | those before it), in nats. */
export const sequenceJob = z.strictObject({
  ...common,
  /** Blocks of attention and a hidden layer of four times the width, each after a layer normalisation. */
  transformer: z.strictObject({
    vocabulary: whole,
    /** Of a sequence: this many bytes of an MNIST image, from its middle row on, as ⌊byte · vocabulary / 256⌋. */
    tokens: whole.max(784),
    width: whole,
    heads: whole,
    depth: whole,
  }),
});

export type ImageJob = z.infer<typeof imageJob>;
export type SequenceJob = z.infer<typeof sequenceJob>;
export type Job = ImageJob | SequenceJob;

/** Numbers of an image. */
export const pixelsOf = ({ input }: ImageJob): number => sizeOf(input);

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

export const isSequence = (job: Job): job is SequenceJob => 'transformer' in job;

export type Layer = z.infer<typeof layer>;
