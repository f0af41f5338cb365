import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds the built site: what a command copies or serves, with a `data` folder of runs. */
export const siteFolder = (): string => join(fileURLToPath(import.meta.url), '..', '..', 'dist', 'site');

export {
  type EnergyTerm,
  floatBytes,
  type Mixture,
  type RunCard,
  readCard,
  readIndex,
  type SiteIndex,
  sizeOf,
} from './bundle/index.ts';
export { contentSecurityPolicy } from './contentSecurityPolicy.ts';
