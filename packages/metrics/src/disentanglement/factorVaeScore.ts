import { streams } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import { activeUnits } from '../latents/activeUnits.ts';
import { type CodesAndFactors, type Levels, levelsOf } from './levels.ts';

const where = 'factorVaeScore';

export interface FactorVaeScoreOptions {
  readonly seed?: number;
  /** Groups of rows that share the level of a factor, each of which has a vote: half to learn from, half to judge by. */
  readonly votes?: number;
  /** Rows of a group. */
  readonly rows?: number;
}

/**
 * How well the latent dimension that varies least tells which factor was held fixed: groups of rows that share the level of one factor vote for
 * the dimension of least variance, measured by that over all rows; a majority vote by dimension is then judged on other groups.
 *
 * @param data codes [n, size] and factors [n, factors]
 * @returns an accuracy: 1 where each factor has dimensions of its own, about 1 / factors by chance; 0 where no dimension varies
 * @throws OPTION for counts below 2; SHAPE, NOT_FINITE, LABEL for codes and factors that are not valid
 * @see H. Kim & A. Mnih, "Disentangling by factorising", 2018, section 4
 * @example
 * const codes = { values: [0, 5, 0, 7, 1, 5, 1, 7], shape: [4, 2] };
 * factorVaeScore({ codes, factors: { values: [0, 0, 0, 1, 1, 0, 1, 1], shape: [4, 2] } }); // 1
 */
export function factorVaeScore(
  data: CodesAndFactors,
  { seed = 0, votes = 1600, rows: groupRows = 64 }: FactorVaeScoreOptions = {},
): number {
  const levels = levelsOf(where, data);
  for (const [name, value] of Object.entries({ votes, rows: groupRows })) {
    if (Number.isSafeInteger(value) && value >= 2) continue;
    throw expected({
      where,
      expected: `${name} to be a whole number from 2`,
      received: String(value),
      todo: `Leave out ${name}.`,
      code: 'OPTION',
    });
  }
  const { variances } = activeUnits({ values: levels.values, shape: [levels.rows, levels.size] });
  const varies = (_: unknown, j: number) =>
    levels.values.some((value, i) => i % levels.size === j && value !== levels.values[j]);
  const used = [...variances.keys()].filter(varies);
  const varying = levels.factors.filter((factor) => factor.some((level) => level !== factor[0]));
  if (used.length === 0 || varying.length === 0) return 0;

  const rowsOf = varying.map(groupsOf);
  const counts = Array.from({ length: levels.size }, () => new Float64Array(varying.length));
  const half = Math.floor(votes / 2);
  let right = 0;
  for (let vote = 0; vote < 2 * half; vote++) {
    const u = fillUniform(new Float32Array(2 + groupRows), { seed, stream: streams.callers, step: vote });
    const [chosen = 0, row = 0] = u;
    const k = Math.floor(chosen * varying.length);
    const level = varying[k]?.[Math.floor(row * levels.rows)] as number;
    const group = rowsOf[k]?.get(level) as number[];
    const rows = Array.from(u.subarray(2), (at) => group[Math.floor(at * group.length)] as number);
    const ratio = (j: number) => varianceOf(levels, rows, j) / (variances[j] as number);
    const steadiest = used.reduce((best, j) => (ratio(j) < ratio(best) ? j : best));
    const votesOf = counts[steadiest] as Float64Array;
    if (vote < half) votesOf[k] = (votesOf[k] as number) + 1;
    else if (votesOf.indexOf(Math.max(...votesOf)) === k) right++;
  }
  return right / half;
}

function groupsOf(factor: Int32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  factor.forEach((level, row) => {
    const group = groups.get(level) ?? [];
    group.push(row);
    groups.set(level, group);
  });
  return groups;
}

function varianceOf({ values, size }: Levels, rows: readonly number[], j: number): number {
  const column = rows.map((row) => values[row * size + j] as number);
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  return column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (column.length - 1);
}
