import { createHash } from 'node:crypto';
import { course } from './script/course.ts';
import { enlarging } from './script/enlarging.ts';
import { pointing } from './script/pointing.ts';
import { readings } from './script/readings.ts';
import { taking } from './script/taking.ts';

/** The page's only script; its policy lets no other run. */
export const script = ['"use strict";', readings, pointing, taking, enlarging, course].join('\n');

/** Nothing is fetched; styles and pictures are the page's own; only this script runs. */
export const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-${createHash(
  'sha256',
)
  .update(script)
  .digest('base64')}'; base-uri 'none'; form-action 'none'`;
