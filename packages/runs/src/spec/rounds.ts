import { z } from 'zod';

/** Training shared by several workers: see docs/distributed.md. Without `workers` it is plain training. */
export const rounds = {
  workers: z
    .int()
    .positive()
    .optional()
    .describe(
      'train in rounds on n workers: each trains on its own batches, then their weights are averaged (the command raises the default learning rate n times, at most 4)',
    ),
  localSteps: z
    .int()
    .positive()
    .optional()
    .describe('steps that a worker trains between two averages of the weights (default: 100)'),
  outerLearningRate: z
    .number()
    .positive()
    .optional()
    .describe('how far the weights move towards the average (default: 1, all the way)'),
  outerMomentum: z.number().min(0).lt(1).optional().describe('Nesterov momentum from round to round (default: 0)'),
} satisfies z.ZodRawShape;
