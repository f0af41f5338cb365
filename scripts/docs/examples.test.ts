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

/** The example on two batches, one of them partial, and what it leaves behind. */
const program = (file: string) => `
import * as tf from '@tensorflow/tfjs-core';
process.argv = [process.execPath, ${JSON.stringify(file)}, '200', '1'];
await import(${JSON.stringify(join(root, 'examples', file))});
if (tf.memory().numTensors > 0) throw new Error(\`\${tf.memory().numTensors} tensors are left\`);
`;

let outcomes: Map<string, string | undefined>;
beforeAll(async () => {
  for (const [file, module] of examples) writeFileSync(module, program(file));
  outcomes = await runModules([examples.map(([, module]) => module)]);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.for(examples)('examples/%s runs and leaves no tensor', ([, module]) => {
  expect(outcomes.get(module)).toBeUndefined();
});
