import { adam, type Engine, train } from '@latentkit/core';
import { type Crossings, takeCrossings } from './crossings.ts';
import { type StepName, steps } from './steps.ts';

/** What some steps made of a model. */
export interface Trained {
  readonly weights: Readonly<Record<string, readonly number[]>>;
  readonly losses: readonly number[];
  /** ms, the first included */
  readonly ms: readonly number[];
  /** Of each step, where they are counted. */
  readonly crossings: readonly Crossings[];
}

/** Some steps of a small model of a kind. */
export async function trained(name: StepName, engine: Engine, count: number): Promise<Trained> {
  const { model, objective, y } = steps[name]();
  const [losses, ms, crossings]: [number[], number[], Crossings[]] = [[], [], []];
  const loop = train({
    model,
    objective,
    data: { y },
    optimizer: adam(),
    engine,
    batchSize: 8,
    seed: 5,
    epochs: count,
  });
  takeCrossings();
  let before = performance.now();
  for await (const event of loop) {
    if (event.kind === 'step') {
      losses.push(event.total);
      ms.push(performance.now() - before);
      crossings.push(takeCrossings());
      if (event.step === count) break;
    } else takeCrossings(); // An epoch's end reads the weights.
    before = performance.now();
  }
  const weights = Object.fromEntries(
    Object.entries(model.variables).map(([key, variable]) => [key, [...variable.dataSync()]]),
  );
  model.dispose();
  return { weights, losses, ms, crossings };
}

/** The largest difference of a weight, as a part of the largest of its array. */
export function differenceOf(found: Trained, due: Trained): number {
  const differences = Object.entries(due.weights).map(([key, values]) => {
    const size = Math.max(...values.map(Math.abs));
    return Math.max(...values.map((x, i) => Math.abs(x - (found.weights[key]?.[i] as number)))) / (size || 1);
  });
  return Math.max(...differences);
}
