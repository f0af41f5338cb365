import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = join(fileURLToPath(import.meta.url), '..', '..', 'dist');

/**
 * The folder that holds the built page: what a command copies or serves, with a `data` folder of runs.
 *
 * @example
 * siteFolder().endsWith('site'); // true
 */
export const siteFolder = (): string => join(dist, 'site');

/**
 * The folder that holds the built page of all runs, which `latentkit ui` serves.
 *
 * @example
 * runsPageFolder().endsWith('runs'); // true
 */
export const runsPageFolder = (): string => join(dist, 'runs');
