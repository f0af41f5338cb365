import { z } from 'zod';
import { saveEvery } from '../train/saveSchedule.ts';
import { reading } from './reading.ts';
import { rounds } from './rounds.ts';

/** What every training run can set. Each key is a flag (`batchSize` is `--batch-size`) and a key of a config file. */
export const common = {
  data: z
    .string()
    .min(1)
    .default('mnist')
    .describe(
      'data set by name, path of your own folder or file, or hf://owner/name (`latentkit datasets` lists them)',
    ),
  examples: z.int().positive().optional().describe('train on n examples, drawn at random from all'),
  ...reading,
  epochs: z.int().positive().default(10).describe('passes over the training set'),
  batchSize: z.int().positive().default(128).describe('examples per step'),
  optimizer: z
    .enum(['adam', 'adamw', 'muon', 'sgd', 'rmsprop'])
    .default('adam')
    .describe('optimizer; muon: orthogonalised updates of dense matrices, adam for the rest (for transformers)'),
  learningRate: z.number().positive().default(1e-3).describe('learning rate'),
  schedule: z
    .enum(['constant', 'cosine'])
    .default('constant')
    .describe('learning rate over the run: constant, or falling to 0 along a cosine'),
  warmupSteps: z
    .int()
    .min(0)
    .default(0)
    .describe('steps over which the learning rate rises from 0 at the start, at most half of the run'),
  weightDecay: z.number().min(0).default(0).describe('weight decay, as in torch.optim (decoupled for adamw and muon)'),
  momentum: z.number().min(0).max(1).default(0).describe('momentum of sgd and rmsprop'),
  clipNorm: z.number().positive().optional().describe('clip the global norm of the gradients to this value'),
  seed: z.int().min(0).default(0).describe('seed of weights, order of examples and noise'),
  engine: z.string().min(1).default('auto').describe('engine that runs the training (`latentkit doctor` lists them)'),
  threads: z
    .int()
    .positive()
    .optional()
    .describe(
      'threads of the compiled engine, one per core if left out; results repeat bit for bit with the same number',
    ),
  spinning: z
    .enum(['on', 'off'])
    .default('on')
    .describe('whether waiting threads keep their CPU core busy: faster, unless other programs need it'),
  ...rounds,
  saveEvery: z
    .string()
    .regex(saveEvery, 'steps, epochs or minutes, such as 500steps, 1epoch or 10min')
    .default('1epoch')
    .describe('how often to save a checkpoint, such as 500steps, 1epoch or 10min'),
  keep: z.int().min(2).default(2).describe('number of newest checkpoints to keep, besides the best one'),
  onNan: z
    .enum(['stop', 'rollback'])
    .default('stop')
    .describe('on a NaN loss: stop, or roll back to the last checkpoint and halve the learning rate'),
} satisfies z.ZodRawShape;

export type Common = z.infer<z.ZodObject<typeof common>>;
