import { isLatentKitError } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
// Registers the gradients.
import '@tensorflow/tfjs-layers';
import { compile } from '../node.ts';
import { type RandomProgram, randomProgram, scoped } from './randomProgram.ts';

/** What came of a program: the code of its refusal where the engine refuses it. */
export type Verdict = 'agrees' | 'not eager' | `refused ${string}`;

/** Two steps, so that the second begins with what the first left. */
const steps = 2;
/** Of the largest number of each array: rounding, added up in another order. */
const relative = 2e-4;
const absolute = 2e-6;

/**
 * Runs the program of a seed eagerly and compiled.
 *
 * @throws with the program where results differ, or the engine ends otherwise than by a refusal
 */
export async function fuzzOne(seed: number): Promise<Verdict> {
  const program = randomProgram(seed);
  const learns = seed % 4 > 0 && eagerly(program, true) !== undefined;
  const due = eagerly(program, learns);
  if (!due) return 'not eager';
  const variables = variablesOf(program);
  const compiled = compile(program.step(variables, learns), { state: variables, threads: 1 });
  try {
    for (const expected of due) {
      const results = await compiled.run({}, { seed: 0, step: 0 });
      const found: Found = Object.fromEntries(
        Object.entries(results).map(([k, { values, shape }]) => [k, { values, shape }]),
      );
      variables.forEach((variable, i) => {
        found[`w${i}`] = { values: variable.dataSync(), shape: variable.shape };
      });
      compare(expected, found);
    }
    return 'agrees';
  } catch (error) {
    if (isLatentKitError(error) && error.code.startsWith('TRACE_') && error.code !== 'TRACE_GRAPH')
      return `refused ${error.code}`;
    throw new Error(`program ${seed}\n${report(program)}\n${(error as Error).message}`, { cause: error });
  } finally {
    compiled.dispose();
    for (const variable of variables) variable.dispose();
  }
}

type Found = Record<string, { readonly values: ArrayLike<number>; readonly shape: readonly number[] }>;

/** All results of each step; undefined where tfjs has no gradient, or the numbers run away. */
function eagerly(program: RandomProgram, learns: boolean): Found[] | undefined {
  const variables = variablesOf(program);
  try {
    return Array.from({ length: steps }, () =>
      scoped(() => {
        const results = program.step(variables, learns)({}, undefined as never);
        const all: Found = {};
        for (const [name, tensor] of [...Object.entries(results), ...variables.map((w, i) => [`w${i}`, w] as const)])
          all[name] = { values: tensor.dataSync(), shape: tensor.shape };
        for (const { values } of Object.values(all))
          if (!Array.from(values).every((value) => Math.abs(value) < 1e5)) throw new RangeError('runs away');
        return all;
      }),
    );
  } catch {
    return undefined;
  } finally {
    for (const variable of variables) variable.dispose();
  }
}

const variablesOf = ({ start }: RandomProgram) =>
  tf.tidy(() => start.map(({ shape, values }) => tf.variable(tf.tensor(values, [...shape]))));

function compare(due: Found, found: Found): void {
  for (const [name, { values, shape }] of Object.entries(due)) {
    const other = found[name];
    if (String(other?.shape) !== String(shape)) throw new Error(`${name}: [${other?.shape}] for [${shape}]`);
    const largest = Math.max(...Array.from(values, Math.abs));
    for (let i = 0; i < values.length; i++) {
      const [a, b] = [values[i] as number, other?.values[i] as number];
      if (!(Math.abs(a - b) <= absolute + relative * largest)) throw new Error(`${name}[${i}]: ${b} for ${a}`);
    }
  }
}

const report = ({ start, listing }: RandomProgram) =>
  [...start.map(({ shape }, i) => `%${i} = variable [${shape}]`), ...listing].join('\n');
