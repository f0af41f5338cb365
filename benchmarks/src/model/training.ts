import { expected } from '@latentkit/errors';
import { isSequence, type Job } from '../job/job.ts';
import { type JobModel, jobModel } from './jobModel.ts';
import { type SequenceModel, sequenceModel, sequenceStep } from './sequenceModel.ts';
import { type TrainingStep, trainingStep } from './trainingStep.ts';

/** What a job trains, with the seed's first weights. */
export const modelOf = (job: Job, seed?: number): JobModel | SequenceModel =>
  isSequence(job) ? sequenceModel(job, seed) : jobModel(job, seed);

/** A job's whole step. */
export const stepOf = (job: Job, model: JobModel | SequenceModel): TrainingStep =>
  isSequence(job) ? sequenceStep(job, model as SequenceModel) : trainingStep(job, model as JobModel);

/** A model that encodes and decodes. @throws `JOB` for one of sequences */
export function ofImages(model: JobModel | SequenceModel): JobModel {
  if ('encode' in model) return model;
  throw expected({
    where: '--inference',
    expected: 'a job of images',
    received: 'one of sequences',
    todo: 'Leave it out of --jobs.',
    code: 'JOB',
  });
}
