import { join } from 'node:path';
import { z } from 'zod';

const count = z.int().min(0);

/** What the job of a part takes: the names of files, a position, and no weights. */
export const partWork = z.strictObject({
  /** Names the state of the round's beginning: the sha256 of its file. */
  start: z.string().regex(/^[\da-f]{64}$/),
  step: count,
  examples: count,
  steps: z.int().positive(),
  /** Whether it goes on with the losses of the rounds before. */
  leads: z.boolean(),
  rateFactor: z.number().positive(),
});

const losses = z.object({ terms: z.record(z.string(), z.number()), total: z.number(), count });

/** What comes of it, beside its file. */
export const partResult = z.union([
  z.object({ losses, notices: z.array(z.string()), seconds: z.number() }),
  z.object({
    fault: z.object({ what: z.string(), value: z.string(), epoch: count, step: count, rows: z.array(count) }),
    message: z.string(),
  }),
]);

/** Where the rounds of a run lie in its folder while it trains. */
export const roundsFolder = (run: string): string => join(run, 'rounds');

/** The state of a round's beginning. */
export const startFile = (folder: string, start: string): string => join(folder, `start-${start}.safetensors`);

/** What a part has come to, in the folder of its job. */
export const endName = 'state.safetensors';
