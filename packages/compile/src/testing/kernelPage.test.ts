import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { expect, it } from 'vitest';
import { refused, rules } from '../kernels/table.ts';
import { functions } from './fullRange.ts';

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
    '## Accuracy',
    '',
    'Of functions of one number, in units in the last place of float32 (ulps) from the float64 truth: at ±0, subnormal numbers, 1e-8 … 1e8 of both signs, beyond,',
    '±∞ and NaN, which stays NaN. `of m` counts the ulps of m for results below m: digits that are lost towards 0. Subnormal results may become 0.',
    'A gradient is no further from the truth than 8 ulps or four times the error of tfjs (cpu), which computes it by the same formula.',
    '',
    '| function | ulps |',
    '| --- | --- |',
    ...Object.entries(functions).map(
      ([name, { ulps }]) => `| ${name} | ${ulps.value}${ulps.of ? ` of ${ulps.of}` : ''} |`,
    ),
    '',
    'What is looser, and why:',
    '',
    '- log(1 + eˣ) that is summed and nothing else, as in a cross-entropy, loses 6e-8 of each term: its logarithms are summed as one of a product.',
    '- The mask of relu takes a positive subnormal number for less than 1.',
    '- Arithmetic with constant factors is done in another order: x · c · d as x · (c · d), a factor within 2^±32 after a product. Nothing that rounds on purpose, as (x + c) − c, is touched.',
    "- tfjs's cpu backend differs where it is wrong: products of stacks [a, b] and [a, 1] that broadcast along one axis, the gradient of resizeNearestNeighbor from the second image on, cumsum of a tensor without axes (refused here).",
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
