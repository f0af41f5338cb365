import '@tensorflow/tfjs-backend-cpu';
import {
  accumulated,
  adam,
  adamw,
  averaged,
  clipByGlobalNorm,
  muon,
  type Optimizer,
  rmsprop,
  sgd,
} from '@latentkit/core';
import { optimizerLaws } from '@latentkit/test-kit';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { compiled } from './node.ts';

const makers: Record<string, () => Optimizer> = {
  'momentum, looking ahead': () => sgd({ momentum: 0.9, nesterov: true }),
  rmsprop: () => rmsprop(),
  adam: () => adam(),
  muon: () => muon({ match: /./ }),
  averaged: () => averaged(adam()),
  'clipped by norm': () => clipByGlobalNorm(adam(), 0.5),
};
const engines = [compiled({ threads: 1 }), compiled({ threads: 2 })];
for (const [name, make] of Object.entries(makers)) optimizerLaws(name, { backend: 'cpu', make, engines });
optimizerLaws('adamw', { backend: 'cpu', make: () => adamw(), moves: 'they decay', engines });
optimizerLaws('accumulated', { backend: 'cpu', make: () => accumulated(adam(), 3), gathers: 3, engines });
