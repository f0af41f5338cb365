import { streams } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { expect, it } from 'vitest';
import { factorVaeScore } from './factorVaeScore.ts';
import { mutualInformationGap } from './mutualInformationGap.ts';

/** Every combination of two factors of 4 and 3 levels, several times. */
const rows = 240;
const [first, second] = [
  Array.from({ length: rows }, (_, i) => i % 4),
  Array.from({ length: rows }, (_, i) => Math.floor(i / 4) % 3),
] as [number[], number[]];
const factors = { values: first.flatMap((a, i) => [a, second[i] as number]), shape: [rows, 2] };
const codes = (code: (a: number, b: number, row: number) => number[]) => {
  const values = first.map((a, i) => code(a, second[i] as number, i));
  return { values: values.flat(), shape: [rows, values[0]?.length ?? 0] };
};
const [aligned, mixed, repeated, constant] = [
  codes((a, b) => [2 * a - 3, 10 - b]),
  codes((a, b) => [a + 4 * b, b + 3 * a]),
  codes((a, b) => [a, a, b, b]),
  codes(() => [1, 1]),
];

it('the gap is 1 where each factor has a dimension of its own, and its information is the entropy', () => {
  const { mean, gaps, information } = mutualInformationGap({ codes: aligned, factors });
  expect(mean).toBeCloseTo(1, 12);
  expect(gaps).toHaveLength(2);
  for (const [i, value] of [Math.log(4), 0, 0, Math.log(3)].entries()) expect(information[i]).toBeCloseTo(value, 12);
});

it('the gap is 0 where two dimensions tell the same, and where none tells anything', () => {
  for (const same of [mixed, repeated, constant])
    expect(mutualInformationGap({ codes: same, factors }).mean).toBeCloseTo(0, 12);
});

it('a code that is independent of a factor tells less of it the more rows there are', () => {
  const noise = codes((a, b, row) => [a, b, Math.sin(1e4 * row)]);
  const { mean, information } = mutualInformationGap({ codes: noise, factors });
  expect(mean).toBeGreaterThan(0.9);
  expect(information[2]).toBeLessThan(0.15);
});

it('a factor of one level has no gap and does not count', () => {
  const still = { values: first.flatMap((a) => [a, 0]), shape: [rows, 2] };
  const { mean, gaps } = mutualInformationGap({ codes: aligned, factors: still });
  expect(gaps[1]).toBeNaN();
  expect(mean).toBeCloseTo(1, 12);
});

it('the dimension of least variance names the factor where each has its own, at any scale', () => {
  const scaled = codes((a, b) => [1e3 * a, 1e-3 * b, 0]);
  for (const seed of [0, 1]) expect(factorVaeScore({ codes: scaled, factors }, { seed })).toBe(1);
  expect(factorVaeScore({ codes: repeated, factors })).toBe(1);
});

it('and tells nothing where dimensions vary alike, or not at all', () => {
  const rotated = codes((a, b) => [(a - 1.5) / Math.sqrt(1.25) + (b - 1) / Math.sqrt(2 / 3)]);
  expect(factorVaeScore({ codes: rotated, factors })).toBeLessThan(0.65);
  expect(factorVaeScore({ codes: constant, factors })).toBe(0);
});

it('codes that are independent of the factors score by chance: one of the number of factors', () => {
  const many = 20_000;
  const random = fillUniform(new Float32Array(5 * many), { seed: 1, stream: streams.callers, step: 0 });
  const digits = Array.from({ length: 4 * many }, (_, i) => Math.floor(Math.floor(i / 4) / 5 ** (i % 4)) % 5);
  const chance = { codes: { values: random, shape: [many, 5] }, factors: { values: digits, shape: [many, 4] } };
  for (const seed of [0, 1]) expect(Math.abs(factorVaeScore(chance, { seed }) - 1 / 4)).toBeLessThan(0.06);
});

it('bad input is refused by name', () => {
  const one = { values: first, shape: [rows, 1] };
  expect(() => mutualInformationGap({ codes: one, factors })).toThrow('expected codes of 2 numbers or more');
  expect(() => mutualInformationGap({ codes: aligned, factors }, { bins: 1 })).toThrow('expected bins to be');
  expect(() => factorVaeScore({ codes: aligned, factors }, { votes: 0 })).toThrow('expected votes to be');
  expect(() => factorVaeScore({ codes: { values: [1, 2], shape: [1, 2] }, factors })).toThrow('expected 1 row,');
  const half = { values: factors.values.map((level) => level + 0.5), shape: [rows, 2] };
  expect(() => factorVaeScore({ codes: aligned, factors: half })).toThrow('whole numbers from 0');
});
