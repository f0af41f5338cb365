import { type Engine, eager, type Program, type StepFunction, table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { near } from './near.ts';
import { register } from './register.ts';

/** An engine to be held to the laws. */
export interface EngineSubject {
  /** The tfjs backend on which the host reads and assigns. */
  readonly backend: string;
  readonly make: () => Engine | Promise<Engine>;
  /** Whether the host reads what a run has changed only after it has awaited `read` or `data`, as where the numbers are on a GPU. */
  readonly awaited?: boolean;
}

const at = (step: number) => ({ seed: 7, step });

/** w ← 0.8 w, and w² of what it was: from w = 1 the energies are 1, 0.64, 0.4096. */
const shrink =
  (w: tf.Variable): StepFunction =>
  () => {
    const energy = tf.square(w);
    w.assign(tf.mul(w, 0.8));
    return { energy };
  };

/** Two variables of other kinds, rows of a table, noise and a number. */
function mixed(): { step: StepFunction; state: tf.Variable[] } {
  const w = tf.variable(tf.tensor2d([1, -2, 0.5, 3, 0.25, -1], [3, 2]));
  const count = tf.variable(tf.scalar(0, 'int32'), false);
  const step: StepFunction = ({ y, rate }, random) => {
    const error = tf.sub(tf.tanh(tf.matMul(y as tf.Tensor2D, w as tf.Tensor2D)), random.normal([4, 2]));
    w.assign(tf.sub(w, tf.mul(tf.matMul(y as tf.Tensor2D, error as tf.Tensor2D, true), rate as tf.Tensor)));
    count.assign(tf.add(count, tf.scalar(1, 'int32')));
    return { loss: tf.mean(tf.square(error)), row: tf.gather(w, 1), count: tf.clone(count as tf.Tensor) };
  };
  return { step, state: [w, count] };
}

const rows = {
  table: table(
    Float32Array.from({ length: 18 }, (_, i) => Math.sin(i)),
    [6, 3],
  ),
  rows: Int32Array.of(0, 5, 2, 2),
};

/** What every engine promises of its programs: each throws where it is broken. */
const promises: Readonly<Record<string, (engine: Engine, awaited: boolean) => Promise<void>>> = {
  async 'an array goes in as it lies when a run begins'(engine) {
    const weight = tf.variable(tf.tensor1d([1, 10]));
    const program = await engine.program(({ x }) => ({ y: tf.mul(x as tf.Tensor, weight) }), [weight]);
    const x = { values: Float32Array.of(1, 2, 3, 4), shape: [2, 2] };
    near((await program.run({ x }, at(0))).y?.values ?? [], [1, 20, 3, 40], 'y');
    x.values[1] = 5;
    near((await program.run({ x }, at(1))).y?.values ?? [], [1, 50, 3, 40], 'y after a change');
    expect(x.values).toEqual(Float32Array.of(1, 5, 3, 4));
    const other = { values: Float32Array.of(7, 8), shape: [1, 2] };
    near((await program.run({ x: other }, at(2))).y?.values ?? [], [7, 80], 'y of another shape');
    program.dispose();
    weight.dispose();
  },
  async 'outputs and state are those of tfjs, op by op'(engine) {
    const [mine, plain] = [mixed(), mixed()];
    const program = await engine.program(mine.step, mine.state);
    const reference = await eager().program(plain.step, plain.state);
    for (let step = 0; step < 4; step++) {
      const inputs = { y: rows, rate: 0.1 };
      const [found, due] = [await program.run(inputs, at(step)), await reference.run(inputs, at(step))];
      expect(Object.keys(found)).toEqual(Object.keys(due));
      for (const [name, { values, shape }] of Object.entries(due)) {
        expect(found[name]?.shape, name).toEqual(shape);
        near(found[name]?.values ?? [], values, name);
      }
    }
    await program.read();
    mine.state.forEach((variable, i) => {
      near(variable.dataSync(), (plain.state[i] as tf.Variable).dataSync(), variable.name);
    });
    end([program, reference], [...mine.state, ...plain.state]);
  },

  async 'what the host assigns is what the next run begins with'(engine) {
    const w = variable(1);
    const program = await engine.program(shrink(w), [w]);
    const energies = [await energyOf(program), await energyOf(program)];
    assign(w, 4);
    energies.push(await energyOf(program), await energyOf(program));
    near(energies, [1, 0.64, 16, 10.24], 'energy');
    end([program], [w]);
  },

  async 'what the host assigns before the first run counts too'(engine) {
    const w = variable(1);
    const program = await engine.program(shrink(w), [w]);
    assign(w, 3);
    near([await energyOf(program)], [9], 'energy');
    end([program], [w]);
  },

  async 'a value read after a step is current, and one kept from before is not'(engine, awaited) {
    // An array: single numbers may stay with the host.
    const w = tf.tidy(() => tf.variable(tf.tensor1d([1])));
    const program = await engine.program(shrink(w), [w]);
    await energyOf(program);
    if (awaited) expect(() => w.dataSync()).toThrow(w.name);
    else near(w.dataSync(), [0.8], 'read');
    near(await w.data(), [0.8], 'read later');
    near(w.dataSync(), [0.8], 'read again');
    const kept = tf.clone(w as tf.Tensor);
    await energyOf(program);
    near(kept.dataSync(), [0.8], 'kept');
    if (awaited) await program.read();
    near(
      tf.tidy(() => tf.mul(w, 10).dataSync()),
      [6.4],
      'used',
    );
    kept.dispose();
    end([program], [w]);
  },

  async 'programs on one variable have one state'(engine) {
    const w = variable(1);
    const [one, two] = [await engine.program(shrink(w), [w]), await engine.program(shrink(w), [w])];
    const reading = await engine.program(() => ({ energy: tf.square(w) }), [w]);
    const energies = [];
    for (const program of [one, reading, two, reading, one, reading]) energies.push(await energyOf(program));
    near(
      energies,
      [0, 1, 1, 2, 2, 3].map((n) => 0.64 ** n),
      'energy',
    );
    end([one, two, reading], [w]);
  },

  async 'runs that are not awaited follow each other'(engine) {
    const w = variable(1);
    const [one, two] = [await engine.program(shrink(w), [w]), await engine.program(shrink(w), [w])];
    const energies = await Promise.all([one, two, one, two].map(energyOf));
    near(
      energies,
      [0, 1, 2, 3].map((n) => 0.64 ** n),
      'energy',
    );
    end([one, two], [w]);
  },

  async 'the state outlives its program, and nothing else does'(engine) {
    const before = tf.memory().numTensors;
    const w = variable(1);
    const program = await engine.program(shrink(w), [w]);
    await energyOf(program);
    await program.read();
    program.dispose();
    near(w.dataSync(), [0.8], 'disposed');
    const next = await engine.program(shrink(w), [w]);
    near([await energyOf(next)], [0.64], 'energy');
    end([next], [w]);
    expect(tf.memory().numTensors).toBe(before);
  },

  async 'the random numbers of a step are a function of its counter'(engine) {
    const program = await engine.program((_, random) => ({ energy: random.normal([5]) }), []);
    const draw = async (step: number) => (await program.run({}, at(step))).energy?.values;
    const [first, second] = [await draw(3), await draw(4)];
    expect(await draw(3)).toEqual(first);
    expect(second).not.toEqual(first);
    program.dispose();
  },
};

/**
 * The laws of engines as tests of vitest: what a program's `run`, `read` and `dispose` mean, to 1e-5.
 *
 * @param title of the tests
 * @example
 * import { eager } from '@latentkit/core';
 * // In a file that vitest runs:
 * const tests = () => engineLaws('my engine', { backend: 'cpu', make: () => eager() });
 */
export function engineLaws(title: string, { backend, make, awaited = false }: EngineSubject): void {
  const kept = Object.entries(promises).map(([sentence, law]) => [sentence, async () => law(await make(), awaited)]);
  register(title, Object.fromEntries(kept), backend);
}

const variable = (value: number) => tf.tidy(() => tf.variable(tf.scalar(value)));

const energyOf = async (program: Program) => (await program.run({}, at(0))).energy?.values[0] as number;

function assign(w: tf.Variable, value: number): void {
  const fresh = tf.scalar(value);
  w.assign(fresh);
  fresh.dispose();
}

function end(programs: readonly Program[], variables: readonly tf.Variable[]): void {
  for (const program of programs) program.dispose();
  for (const variable of variables) variable.dispose();
}
