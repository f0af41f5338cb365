import { adam, type Engine, type Model, train } from '@latentkit/core';
import { dataOf, type Subject } from './subject.ts';

/** Two epochs of two batches: what was lost at each step, and the weights at the end. */
export async function run<M extends Model, Name extends string, F>(
  subject: Subject<M, Name, F>,
  engine: Engine,
  { seed }: { seed: number },
): Promise<{ losses: number[]; weights: Record<string, number[]> }> {
  const { make, objective, learn, y } = subject;
  const model = make(seed);
  const losses: number[] = [];
  const options = { model, objective, ...(learn && { learn }), data: dataOf(subject), optimizer: adam(), engine, seed };
  try {
    for await (const event of train({ ...options, epochs: 2, batchSize: Math.ceil((y.shape[0] as number) / 2) })) {
      if (event.kind === 'step') losses.push(event.total);
    }
    const weights = Object.entries(model.variables).map(([name, variable]) => [name, [...variable.dataSync()]]);
    return { losses, weights: Object.fromEntries(weights) };
  } finally {
    model.dispose();
  }
}
