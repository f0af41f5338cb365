import type { JobData } from '../jobs/jobData.ts';

/** A job as a child process gets it. */
export interface Task {
  readonly data: JobData;
  /** Folder of the coordinator, as this machine knows it. */
  readonly folder: string;
  /** Made, empty, and this attempt's alone. */
  readonly attempt: string;
}

/** How far a job is, small: it is told to the queue. */
export type Progress = Readonly<Record<string, number | string>>;

export type FromChild =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly result: unknown }
  /** `final`: it would fail again; `unfit`: in this process alone, which has not the code of the job. */
  | { readonly kind: 'failed'; readonly message: string; readonly final: boolean; readonly unfit: boolean };
