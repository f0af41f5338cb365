import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds the built site: what a command copies or serves, with a `data` folder of runs. */
export const siteFolder = (): string => join(fileURLToPath(import.meta.url), '..', '..', 'dist', 'site');

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
