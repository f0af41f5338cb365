import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeProject } from './project.ts';
import { runModules } from './runModules.ts';
import { root } from './workspace.ts';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'latentkit-examples-'));
makeProject(folder, ['@tensorflow/tfjs-core']);
const examples = readdirSync(join(root, 'examples'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => [file, join(folder, file)] as const);
const drawn = join(folder, 'drawn');

/** The example on two batches of its data, one of them partial, and what it leaves behind. */
const program = (file: string) => `
import * as tf from '@tensorflow/tfjs-core';
process.argv = [process.execPath, ${JSON.stringify(file)}, '200', '1', ${JSON.stringify(drawn)}];
await import(${JSON.stringify(join(root, 'examples', file))});
if (tf.memory().numTensors > 0) throw new Error(\`\${tf.memory().numTensors} tensors are left\`);
`;

const complete = join(folder, 'complete.ts');
/** Compares what the examples drew with the figures of the command. */
const comparison = `
import { readdirSync } from 'node:fs';
import { figures } from ${JSON.stringify(join(root, 'packages', 'report', 'src', 'index.ts'))};
const drawn = readdirSync(${JSON.stringify(drawn)});
const files = Object.keys(figures).flatMap((name) => [name + '.svg', name + '.csv']);
const missing = files.filter((file) => !drawn.includes(file));
if (missing.length > 0) throw new Error(\`no example writes \${missing.join(', ')}\`);
`;

let outcomes: Map<string, string | undefined>;
beforeAll(async () => {
  for (const [file, module] of examples) writeFileSync(module, program(file));
  const half = (from: number) => examples.filter((_, i) => i % 2 === from).map(([, module]) => module);
  outcomes = await runModules([half(0), half(1)]);
  writeFileSync(complete, comparison);
  for (const [module, error] of await runModules([[complete]])) outcomes.set(module, error);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.for(examples)('examples/%s runs and leaves no tensor', ([, module]) => {
  expect(outcomes.get(module)).toBeUndefined();
});

it('every figure of the command is drawn by an example, with its numbers', () => {
  expect(outcomes.get(complete)).toBeUndefined();
});
