import { expected } from '@latentkit/errors';
import { z } from 'zod';

const plugin = z.strictObject({
  name: z.string(),
  version: z.string().optional(),
  sha256: z.string(),
  adds: z.array(z.string()),
});

/** What goes through the queue: plain data that name what is known already. No code, no weights, no secrets. */
const shape = z.strictObject({
  kind: z.string().regex(/^[a-z]+$/),
  /** Folder of the coordinator: relative to the folder that coordinator and workers share, or absolute. */
  folder: z.string().min(1),
  /** Names the job in the ledger, and the folder of its attempts. */
  job: z.string().regex(/^[a-z0-9-]+$/),
  /** How often the coordinator has put the job into a queue. */
  issue: z.int().positive(),
  /** Code that the coordinator's catalogue had, and that a worker must have. */
  plugins: z.array(plugin),
  /** What to do, as the handler of its kind takes it. */
  work: z.record(z.string(), z.unknown()),
});

export type JobData = z.infer<typeof shape>;

/** Read what a queue handed out. @throws JOB for what no coordinator of this version has put there */
export function jobDataOf(value: unknown): JobData {
  const result = shape.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const issue = result.error.issues[0] as z.core.$ZodIssue;
  throw expected({
    where: `job, ${issue.path.join('.') || 'data'}`,
    expected: 'the data of a job of this version',
    received: issue.message,
    todo: 'Use one version of LatentKit for coordinator and workers, and a queue of their own.',
    code: 'JOB',
  });
}

/**
 * The fencing token of an attempt: no two attempts of a job share one, also where the queue was lost and counts from the beginning, because
 * the ledger counts issues.
 */
export const tokenOf = (issue: number, attempt: number): string => `${issue}-${attempt}`;

/** The name of a job inside the queue. @param ledger names the coordinator's ledger */
export const queueId = (ledger: string, job: string, issue: number): string => `${ledger}_${job}_${issue}`;
