import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of this package, and of the repository. */
export const site = join(dirname(fileURLToPath(import.meta.url)), '..');
export const root = join(site, '..', '..');
