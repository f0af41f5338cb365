import { expected } from '@latentkit/errors';
import { closest, distance } from 'fastest-levenshtein';

/** The activations of tfjs-layers, by name; softmax goes over the last axis. Not gelu_new: a model with it cannot be read from its JSON. */
export const activations = [
  'elu',
  'gelu',
  'hardSigmoid',
  'linear',
  'mish',
  'relu',
  'relu6',
  'selu',
  'sigmoid',
  'softmax',
  'softplus',
  'softsign',
  'swish',
  'tanh',
] as const;

export type Activation = (typeof activations)[number];

/** @throws `OPTION` with the name that was meant, for a name that is not an activation */
export function checkActivation(where: string, name: string): void {
  if (activations.some((known) => known === name)) return;
  const near = closest(String(name), [...activations]);
  throw expected({
    where,
    expected: `one of ${activations.join(', ')}`,
    received: JSON.stringify(name) ?? 'nothing',
    todo: distance(String(name), near) <= 3 ? `Did you mean ${near}?` : 'Give one of these names.',
    code: 'OPTION',
  });
}
