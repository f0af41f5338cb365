import { type Course, type Decision, type Drawn, standing } from '../sweep/course.ts';
import { coordinateOf, type Dimension, type Space } from '../sweep/space.ts';
import type { SweepConfig } from '../sweep/sweepConfig.ts';

/** Of optuna.storages.journal, optuna.trial and optuna.study. */
const operation = { createStudy: 0, createTrial: 4 };
const state = { running: 0, complete: 1, pruned: 2, fail: 3 };
const direction = { minimize: 1, maximize: 2 };

/** The one study of a journal. */
const studyName = 'latentkit';

/**
 * A sweep as a journal file of Optuna 5: JSON lines that `JournalStorage(JournalFileBackend(path))` and optuna-dashboard open. Numbers keep every bit; a trial
 * that was left on a rung is pruned, with its last value; the metric after each epoch is an intermediate value, its step the number of epochs.
 */
export function optunaJournal(config: SweepConfig, course: Course): string {
  const worker = { worker_id: 'latentkit' };
  const study = {
    op_code: operation.createStudy,
    ...worker,
    study_name: studyName,
    directions: [direction[config.metric.goal]],
  };
  const distributions = Object.fromEntries(
    Object.entries(config.space).map(([name, dimension]) => [name, JSON.stringify(distributionOf(dimension))]),
  );
  const trials = course.trials.map((drawn) => ({
    op_code: operation.createTrial,
    ...worker,
    study_id: 0,
    ...resultOf(course, drawn),
    values: null,
    distributions,
    params: internal(config.space, drawn),
    user_attrs: {},
    system_attrs: {},
  }));
  return [study, ...trials].map((line) => `${JSON.stringify(line)}\n`).join('');
}

function resultOf(course: Course, { trial }: Drawn) {
  const places = [...course.decisions.keys()].filter((place) => (course.decisions[place] as Decision).trial === trial);
  const { last, failed } = standing(course, trial, course.decisions.length);
  const isRunning = places.some((place) => !course.outcomes.has(place));
  const now = isRunning ? 'running' : failed !== undefined ? 'fail' : last?.decision.whole ? 'complete' : 'pruned';
  const ended = course.ended.get(places.at(-1) as number);
  return {
    state: state[now],
    value: now === 'complete' || now === 'pruned' ? (last?.course.at(-1) ?? null) : null,
    datetime_start: course.began[places[0] as number] ?? null,
    ...(ended !== undefined && !isRunning && { datetime_complete: ended }),
    intermediate_values: Object.fromEntries((last?.course ?? []).map((value, i) => [i + 1, value])),
  };
}

/** Choices that are lists or objects are their JSON: Optuna's are plain values. */
const plain = (value: unknown) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value);

function distributionOf(dimension: Dimension) {
  if (dimension.kind === 'choice')
    return { name: 'CategoricalDistribution', attributes: { choices: dimension.values.map(plain) } };
  const { low, log, step } = dimension;
  const high = step === undefined ? dimension.high : low + Math.floor((dimension.high - low) / step + 1e-9) * step;
  const isWhole = step !== undefined && [low, high, step].every(Number.isInteger) && (!log || step === 1);
  if (isWhole) return { name: 'IntDistribution', attributes: { log, step, low, high } };
  // Optuna has no steps on a logarithmic scale.
  return { name: 'FloatDistribution', attributes: { step: log ? null : (step ?? null), low, high, log } };
}

/** As Optuna stores a value: the place of a choice, else the number. */
const internal = (space: Space, { point }: Drawn) =>
  Object.fromEntries(
    Object.entries(space).map(([name, dimension]) => [
      name,
      dimension.kind === 'choice' ? coordinateOf(dimension, point[name]) : point[name],
    ]),
  );
