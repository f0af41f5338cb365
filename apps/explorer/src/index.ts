export {
  type EnergyTerm,
  floatBytes,
  isRunName,
  type Mixture,
  type RunCard,
  readBytes,
  readCard,
  readFloats,
  readIndex,
  readObservations,
  type SiteIndex,
  sizeOf,
  tableFiles,
} from './bundle/index.ts';
export { contentSecurityPolicy } from './contentSecurityPolicy.ts';
