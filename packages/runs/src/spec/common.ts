import { z } from 'zod';
import { saveEvery } from '../train/saveSchedule.ts';
import { reading } from './reading.ts';

/** What every training run can set. Each key is a flag (`batchSize` is `--batch-size`) and a key of a config file. */
export const common = {
  data: z
    .string()
    .min(1)
    .default('mnist')
    .describe('data set by name (see `latentkit datasets`), or the path of a folder or file that it lists'),
  examples: z.int().positive().optional().describe('use n training examples, drawn from all by the seed'),
  ...reading,
  epochs: z.int().positive().default(10).describe('passes over the training set'),
  batchSize: z.int().positive().default(128).describe('examples a step'),
  optimizer: z.enum(['adam', 'adamw', 'sgd', 'rmsprop']).default('adam').describe('how gradients change weights'),
  learningRate: z.number().positive().default(1e-3).describe('step size'),
  schedule: z.enum(['constant', 'cosine']).default('constant').describe('how the learning rate moves over the run'),
  warmupSteps: z.int().min(0).default(0).describe('steps over which the learning rate rises from 0'),
  weightDecay: z.number().min(0).default(0).describe('added to gradients as in torch.optim (adamw: decoupled)'),
  momentum: z.number().min(0).max(1).default(0).describe('of sgd and rmsprop'),
  clipNorm: z.number().positive().optional().describe('largest norm of all gradients together'),
  seed: z.int().min(0).default(0).describe('decides initial weights, order of examples and noise'),
  engine: z.string().min(1).default('auto').describe('what runs the steps (see `latentkit doctor`)'),
  threads: z
    .int()
    .positive()
    .optional()
    .describe(
      'threads of the compiled engine; one a core without it. Results repeat bit for bit at one number of threads',
    ),
  spinning: z
    .enum(['on', 'off'])
    .default('on')
    .describe('whether threads of the compiled engine that wait keep their core: faster, unless others need the cores'),
  saveEvery: z
    .string()
    .regex(saveEvery, 'steps, epochs or minutes, such as 500steps, 1epoch or 10min')
    .default('1epoch')
    .describe('when to save a checkpoint: steps, epochs or minutes, such as 500steps, 1epoch or 10min'),
  keep: z.int().min(2).default(2).describe('newest checkpoints that are kept, beside the best'),
  onNan: z
    .enum(['stop', 'rollback'])
    .default('stop')
    .describe('what follows a loss that is no number: the end, or the last checkpoint with half the learning rate'),
} satisfies z.ZodRawShape;

export type Common = z.infer<z.ZodObject<typeof common>>;
