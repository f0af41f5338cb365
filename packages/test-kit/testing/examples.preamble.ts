// What the examples in this package's doc comments take for granted.
import { lawful, location, objective } from './location.ts';

export const myModel = (seed: number) => location([seed, -seed]);
export const myObjective = objective;
export const { y, save, load } = lawful;
export { evenCodes, evenPrior, halving, myNoise, unitNormal } from './lawfulParts.ts';
