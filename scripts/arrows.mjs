// The house rules on structure, read from import statements and package.json: pnpm arrows
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBreaches } from './arrows/breaches.mjs';

const root = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..');
const { errors, notes, files } = findBreaches(root);
for (const note of notes) console.log(`note  ${note}`);
for (const error of errors) console.error(`error ${error}`);
console.log(`${files} source files, ${errors.length} breaches of the house rules`);
process.exitCode = errors.length === 0 ? 0 : 1;
