import { defineConfig } from 'vitest/config';
import short, { long } from './vitest.config.ts';

/** What starts many processes: CI runs it, `npm test` does not. */
export default defineConfig({ ...short, test: { ...short.test, include: [long], exclude: ['**/node_modules/**'] } });
