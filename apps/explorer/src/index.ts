export {
  type EnergyTerm,
  floatBytes,
  isRunName,
  isWordsCard,
  type Mixture,
  type RunCard,
  readBytes,
  readCard,
  readFloats,
  readIndex,
  readObservations,
  readWordsCard,
  type SiteIndex,
  sizeOf,
  tableFiles,
  type WordsCard,
} from './bundle/index.ts';
export { contentSecurityPolicy } from './contentSecurityPolicy.ts';
export type { Line, RunCurves, RunRow, RunsIndex } from './runs/protocol.ts';
