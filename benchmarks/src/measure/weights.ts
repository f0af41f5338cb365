import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedJob } from '../job/readJob.ts';
import type { Crew } from '../systems/crew.ts';
import type { RunningSystem } from '../systems/start.ts';
import { type SystemName, systems } from '../systems/systems.ts';

/** How far the weights of the compiled engine are from those of an eager one after the same steps. */
export interface WeightRow {
  readonly job: string;
  readonly system: SystemName;
  readonly threads: number;
  readonly steps: number;
  /** Largest |compiled − eager| of a weight ÷ the largest |eager| of its array, over all arrays. */
  readonly difference: number;
  /** The array in which that is. */
  readonly array: string;
  /** The share of all weights that are further apart than 1e-4 of the largest of their array. */
  readonly beyond: number;
  /** The same of another eager engine in place of the compiled one; 0 where only one was asked. */
  readonly apart: number;
  /** Whether a second compiled training gave the same bits. */
  readonly sameBits: boolean;
  readonly agrees: boolean;
}

const tolerance = 1e-4;

interface Trained {
  readonly member: RunningSystem;
  readonly steps: number;
  readonly lengths: Readonly<Record<string, number>>;
  readonly values: Float32Array;
}

/**
 * Train with each eager engine of ours that is a member and, for as many steps, twice with the compiled one; compare every weight. Adam turns
 * the rounding of a gradient of nearly nothing into a whole step, so eager engines differ from each other too: twice that is allowed.
 */
export async function compareWeights(
  { name }: NamedJob,
  crew: Crew,
  { threads, steps, seconds, folder }: { threads: number; steps: number; seconds: number; folder: string },
): Promise<WeightRow[]> {
  const train = (member: RunningSystem, count: number, limit: number): Promise<Trained> =>
    crew.turn(member, async () => {
      const file = join(folder, 'trained.f32');
      const { steps: done, lengths } = await member.ask({ do: 'weights', steps: count, seconds: limit, file });
      const values = new Float32Array(Uint8Array.from(readFileSync(file)).buffer);
      return { member, steps: done, lengths, values };
    });
  const ours = crew.members().filter((member) => systems[member.name].ours);
  const compiled = ours.find((member) => member.name === 'compiled');
  if (!compiled) return [];
  const eager: Trained[] = [];
  for (const member of ours) if (member !== compiled) eager.push(await train(member, steps, seconds));
  const rows: WeightRow[] = [];
  for (const one of eager) {
    const first = await train(compiled, one.steps, Number.MAX_SAFE_INTEGER);
    const second = await train(compiled, one.steps, Number.MAX_SAFE_INTEGER);
    const { difference, array, beyond } = largestDifference(first.values, one.values, one.lengths);
    const sameBits = first.values.every((value, i) => Object.is(value, second.values[i]));
    const others = eager.filter((other) => other !== one && other.steps === one.steps);
    const apart = Math.max(
      0,
      ...others.map(({ values }) => largestDifference(values, one.values, one.lengths).difference),
    );
    const agrees = sameBits && difference < Math.max(tolerance, 2 * apart);
    const system = one.member.name;
    rows.push({ job: name, system, threads, steps: one.steps, difference, array, beyond, apart, sameBits, agrees });
  }
  return rows;
}

/** @param lengths of the arrays that lie one after the other in both */
export function largestDifference(
  received: Float32Array,
  wanted: Float32Array,
  lengths: Readonly<Record<string, number>>,
): Pick<WeightRow, 'difference' | 'array' | 'beyond'> {
  let largest = { difference: 0, array: '' };
  let far = 0;
  let at = 0;
  for (const [array, length] of Object.entries(lengths)) {
    const [a, b] = [received.subarray(at, at + length), wanted.subarray(at, at + length)];
    const size = b.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const apart = a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);
    far += a.reduce(
      (count, value, i) => (Math.abs(value - (b[i] as number)) > tolerance * size ? count + 1 : count),
      0,
    );
    // An array that stays zero must stay so exactly.
    const difference = apart === 0 ? 0 : apart / size;
    if (difference > largest.difference || Number.isNaN(difference)) largest = { difference, array };
    at += length;
  }
  return { ...largest, beyond: far / wanted.length };
}
