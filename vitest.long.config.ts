import { defineConfig } from 'vitest/config';
import { base, long } from './vitest.config.ts';

/** What starts many processes: CI runs it, `npm test` does not. */
export default defineConfig({ ...base, test: { ...base.test, include: [long], exclude: ['**/node_modules/**'] } });
