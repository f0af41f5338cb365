import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { expect, it } from 'vitest';
import { refused, rules } from '../kernels/table.ts';

const page = new URL('../../KERNELS.md', import.meta.url);

/** KERNELS.md from the table of rules, tfjs's gradients and what the tests ran. */
function kernelPage(tested: ReadonlySet<string>): string {
  const compiled = Object.keys(rules).sort();
  const mark = (yes: boolean) => (yes ? 'yes' : '–');
  const rows = compiled.map(
    (name) => `| ${name} | yes | ${mark(tf.getGradient(name) != null)} | ${mark(tested.has(name))} |`,
  );
  const others = Object.entries(refused).map(([name, reason]) => `| ${name} | ${reason} |`);
  return [
    '# Kernels',
    '',
    'Made by `pnpm coverage`. Forward: a rule exists. Backward: tfjs has a gradient, and the kernels of that gradient have rules too.',
    'Tested: the rule was compared with the cpu backend, on random shapes or on the shapes that matter.',
    '',
    '| kernel | forward | backward | tested |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    '## Refused',
    '',
    '| kernel | why: the step uses a kernel … |',
    '| --- | --- |',
    ...others,
    '',
  ].join('\n');
}

it('KERNELS.md is the table of rules; every rule is tested', () => {
  const notes = process.env.KERNEL_COVERAGE;
  if (notes !== undefined && existsSync(notes)) {
    writeFileSync(page, kernelPage(new Set(readFileSync(notes, 'utf8').split('\n'))));
  }
  const text = readFileSync(page, 'utf8');
  const tested = Object.keys(rules).filter((name) => new RegExp(`^\\| ${name} \\|.*\\| yes \\|$`, 'm').test(text));
  expect(text).toBe(kernelPage(new Set(tested)));
  expect(Object.keys(rules).filter((name) => !tested.includes(name))).toEqual([]);
});
