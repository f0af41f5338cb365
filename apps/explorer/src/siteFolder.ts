import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder that holds the built page: what a command copies or serves, with a `data` folder of runs.
 *
 * @example
 * siteFolder().endsWith('site'); // true
 */
export const siteFolder = (): string => join(fileURLToPath(import.meta.url), '..', '..', 'dist', 'site');
