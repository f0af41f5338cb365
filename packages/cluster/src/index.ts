export { type Coordinator, type CoordinatorOptions, openCoordinator, type Work } from './coordinator/coordinator.ts';
export type { Settled } from './coordinator/history.ts';
export { type QueueAddress, queueAddress } from './queue/address.ts';
export { type Connection, connect } from './queue/connection.ts';
export { partHandler } from './rounds/partHandler.ts';
export { type QueuedRoundsOptions, queuedRounds } from './rounds/queuedRounds.ts';
export type { Course, Decision, Outcome } from './sweep/course.ts';
export {
  type InHand,
  journalName,
  pageName,
  type RankedTrial,
  runSweep,
  type SweepEvent,
  type SweepOptions,
} from './sweep/runSweep.ts';
export { settingText } from './sweep/settingText.ts';
export type { Dimension, Point, Space } from './sweep/space.ts';
export { type SweepConfig, sweepConfig } from './sweep/sweepConfig.ts';
export { type Observation, tpe } from './sweep/tpe.ts';
export { trialHandler } from './trial/runTrial.ts';
export { trialFolder } from './trial/trialWork.ts';
export type { ChildCommand } from './worker/childProcess.ts';
export { type JobHandler, serveJobs } from './worker/serveJobs.ts';
export { type RunningWorker, startWorker, type WorkerOptions } from './worker/startWorker.ts';
