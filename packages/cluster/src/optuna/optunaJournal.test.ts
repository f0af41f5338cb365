import { describe, expect, it } from 'vitest';
import { simulated } from '../../testing/simulated.ts';
import type { Point } from '../sweep/space.ts';
import { sweepConfig } from '../sweep/sweepConfig.ts';
import { optunaJournal } from './optunaJournal.ts';

describe('optunaJournal', () => {
  it('says what became of each trial, to the last bit', () => {
    const config = sweepConfig({
      method: 'random',
      run_cap: 6,
      early_terminate: { type: 'asha', min_iter: 1, eta: 2 },
      parameters: { model: { value: 'vae' }, rate: { min: 0.1, max: 2.5 }, hidden: { values: [[8], [16, 4]] } },
    });
    const course = (point: Point, until: number) =>
      (point.rate as number) > 2
        ? { error: 'no' }
        : { course: Array.from({ length: until }, (_, i) => (point.rate as number) / (i + 3)), seconds: 0, engine: '' };
    const result = simulated(config, { epochs: 4, course });
    const [study, ...trials] = optunaJournal(config, result)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(study).toMatchObject({ op_code: 0, study_name: 'latentkit', directions: [1] });
    expect(trials.length).toBe(6);
    for (const [i, trial] of trials.entries()) {
      const { point } = result.trials[i] as { point: Point };
      expect(trial.params.rate).toBe(point.rate);
      expect(trial.params.hidden).toBe(JSON.stringify(point.hidden) === '[8]' ? 0 : 1);
      const steps = Object.entries(trial.intermediate_values);
      for (const [step, value] of steps) expect(value).toBe((point.rate as number) / (Number(step) + 2));
      expect(trial.state).toBe((point.rate as number) > 2 ? 3 : steps.length === 4 ? 1 : 2);
    }
    expect(JSON.parse(trials[0].distributions.hidden).attributes.choices).toEqual(['[8]', '[16,4]']);
  });
});
