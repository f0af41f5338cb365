import type { NamedArrays } from '../checkpoint/encodeSafetensors.ts';
import type { LossSums } from '../train/losses.ts';
import type { TrainState } from '../train/trainState.ts';
import { meanArrays } from './meanArrays.ts';
import { type Outer, outerStep } from './outerStep.ts';
import type { PartDone } from './trainPart.ts';

/** Where the velocity of the outer step lies among the arrays of the optimiser. */
const prefix = 'outer/';

/** A state as a part begins from it: without what belongs to the rounds. */
export function innerState(state: TrainState): TrainState {
  const own = Object.entries(state.optimizer).filter(([name]) => !name.startsWith(prefix));
  return { ...state, optimizer: Object.fromEntries(own) };
}

/**
 * The state after a round: weights by the outer step, moments of the optimiser and running statistics as means over the parts, the position after the last
 * part. Parts count in their order, whichever ended first, by the examples that they have seen.
 *
 * @param before of the round's beginning
 * @param parts in the order of the data
 * @param options.learn names of the variables that learn
 */
export function mergeRound(
  before: TrainState,
  parts: readonly PartDone[],
  { outer, learn }: { outer: Outer; learn: readonly string[] },
): { readonly state: TrainState; readonly losses: LossSums } {
  const last = parts.at(-1) as PartDone;
  const weights = parts.map(({ losses }) => losses.count);
  const mean = meanArrays(
    parts.map(({ state }) => state.variables),
    weights,
  );
  const theta = only(before.variables, (name) => learn.includes(name));
  const { arrays, velocity } = outerStep(theta, mean, velocityOf(before), outer);
  const optimizer = meanArrays(
    parts.map(({ state }) => state.optimizer),
    weights,
  );
  const kept = Object.fromEntries(Object.entries(velocity).map(([name, array]) => [prefix + name, array]));
  const losses = parts.map((part) => part.losses).reduce(addSums);
  // Of the first part they go on from those of the rounds before.
  const sums = parts.map(({ state }) => state.sums).reduce(addSums);
  return { state: { ...last.state, variables: arrays, optimizer: { ...optimizer, ...kept }, sums }, losses };
}

const only = (arrays: NamedArrays, wanted: (name: string) => boolean): NamedArrays =>
  Object.fromEntries(Object.entries(arrays).filter(([name]) => wanted(name)));

const velocityOf = ({ optimizer }: TrainState): NamedArrays =>
  Object.fromEntries(
    Object.entries(optimizer).flatMap(([name, array]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), array]] : [],
    ),
  );

function addSums(a: LossSums, b: LossSums): LossSums {
  const names = Object.keys({ ...a.terms, ...b.terms });
  const terms = names.map((name) => [name, (a.terms[name] ?? 0) + (b.terms[name] ?? 0)]);
  return { terms: Object.fromEntries(terms), total: a.total + b.total, count: a.count + b.count };
}
