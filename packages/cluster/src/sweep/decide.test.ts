import { describe, expect, it } from 'vitest';
import { simulated } from '../../testing/simulated.ts';
import { ranking } from './decide.ts';
import type { Point } from './space.ts';
import { sweepConfig } from './sweepConfig.ts';
import { uniforms } from './uniforms.ts';

const parameters = { model: { value: 'vae' }, x: { min: -1.5, max: 2.5 }, y: { values: ['a', 'b', 'c'] } };
const early_terminate = { type: 'asha', min_iter: 1, eta: 3 };
/** Falls with every epoch towards (x − 1)². */
const course = (point: Point, until: number) => ({
  course: Array.from({ length: until }, (_, i) => ((point.x as number) - 1) ** 2 + 1 / (i + 1)),
  seconds: 0,
  engine: '',
});
const outOfOrder = (seed: number) => {
  const uniform = uniforms(seed, 0);
  return (inHand: number) => Math.floor(uniform() * inHand);
};

describe('decisions', () => {
  it.each(['random', 'bayes'])('of %s are the same in whatever order jobs end', (method) => {
    const config = sweepConfig({ method, parameters, early_terminate, run_cap: 20, parallel: 4 });
    const first = simulated(config, { course });
    for (const seed of [1, 2, 3]) {
      const other = simulated(config, { course, choose: outOfOrder(seed) });
      expect(other.decisions).toEqual(first.decisions);
      expect(other.trials).toEqual(first.trials);
    }
  });

  it('differ with the seed', () => {
    const of = (seed: number) =>
      simulated(sweepConfig({ method: 'random', parameters, run_cap: 3, seed }), { course }).trials;
    expect(of(1)).not.toEqual(of(2));
  });

  it('are each trial once, also where many draws are alike', () => {
    const small = { model: { value: 'vae' }, x: { min: 0, max: 3 }, y: { values: ['a', 'b'] } };
    for (const method of ['random', 'bayes', 'grid']) {
      const { trials } = simulated(sweepConfig({ method, parameters: small, run_cap: 50 }), { course });
      expect(new Set(trials.map(({ hash }) => hash)).size).toBe(8);
      expect(trials.length).toBe(8);
    }
  });

  it('take a third of each rung to the next (ASHA), and the best trial to its end', () => {
    const config = sweepConfig({ method: 'random', parameters, early_terminate, run_cap: 27 });
    const result = simulated(config, { course });
    const on = (rung: number) => result.decisions.filter((one) => one.rung === rung).length;
    expect(on(0)).toBe(27);
    expect(on(1)).toBeGreaterThanOrEqual(9);
    expect(result.decisions.filter(({ whole }) => whole).length).toBeGreaterThanOrEqual(1);
    const best = ranking(config, result)[0];
    const least = Math.min(...result.trials.map(({ point }) => ((point.x as number) - 1) ** 2));
    expect(best?.value).toBeCloseTo(least + 1 / 9, 12);
  });

  it('find the best of a grid on a third of it, whose order would have each new trial look best', () => {
    const sorted = { model: { value: 'vae' }, x: { min: 1, max: 64 } };
    const config = sweepConfig({ method: 'grid', parameters: sorted, early_terminate });
    const better = ({ x }: Point, until: number) => ({
      course: new Array<number>(until).fill(-(x as number)),
      seconds: 0,
      engine: '',
    });
    const result = simulated(config, { course: better });
    const reached = result.trials.map(({ trial }) =>
      Math.max(...result.decisions.filter((one) => one.trial === trial).map(({ until }) => until)),
    );
    expect(new Set(result.trials.map(({ point }) => point.x)).size).toBe(64);
    expect(ranking(config, result)[0]?.value).toBe(-64);
    expect(reached.reduce((sum, epochs) => sum + epochs, 0)).toBeLessThan(0.35 * 64 * 9);
  });

  it('with too few trials for a rung still end with one that is whole', () => {
    const config = sweepConfig({ method: 'random', parameters, early_terminate, run_cap: 4 });
    const result = simulated(config, { course });
    expect(result.decisions.filter(({ whole }) => whole).length).toBe(1);
  });

  it('count a failed trial once and go on', () => {
    const config = sweepConfig({ method: 'bayes', parameters, early_terminate, run_cap: 15 });
    const failing = (point: Point, until: number) =>
      (point.x as number) > 1.5 ? { error: 'no' } : course(point, until);
    const result = simulated(config, { course: failing });
    expect(result.trials.length).toBe(15);
    expect(ranking(config, result).length).toBe(result.trials.filter(({ point }) => (point.x as number) <= 1.5).length);
  });

  it('seek the most where that is the goal', () => {
    const metric = { name: 'test', goal: 'maximize' };
    const config = sweepConfig({ method: 'bayes', metric, parameters, run_cap: 40 });
    const result = simulated(config, { course });
    expect(ranking(config, result)[0]?.value).toBeGreaterThan(5.8);
  });
});
