import '@tensorflow/tfjs-backend-cpu';
import {
  accumulated,
  adam,
  adamw,
  averaged,
  clipByGlobalNorm,
  clipByValue,
  eager,
  muon,
  parameterGroups,
  rmsprop,
  sgd,
} from '@latentkit/core';
import { optimizerLaws } from './optimizerLaws.ts';

const makers = {
  sgd: () => sgd(),
  'momentum, looking ahead': () => sgd({ momentum: 0.9, nesterov: true }),
  rmsprop: () => rmsprop(),
  adam: () => adam(),
  muon: () => muon({ match: /./ }),
  averaged: () => averaged(adam(), { decay: 0.9 }),
  'clipped by norm': () => clipByGlobalNorm(adam(), 0.5),
  'clipped by value': () => clipByValue(sgd({ momentum: 0.5 }), 0.1),
  'two groups': () =>
    parameterGroups([
      { match: /a/, optimizer: adam() },
      { match: /b/, optimizer: sgd({ momentum: 0.9 }) },
    ]),
};
for (const [name, make] of Object.entries(makers)) {
  optimizerLaws(name, { backend: 'cpu', make, engines: [eager({ backend: 'cpu' })] });
}
optimizerLaws('adamw', { backend: 'cpu', make: () => adamw(), moves: 'they decay' });
optimizerLaws('sgd with decay', { backend: 'cpu', make: () => sgd({ weightDecay: 0.1 }), moves: 'they decay' });
optimizerLaws('accumulated', { backend: 'cpu', make: () => accumulated(adam(), 3), gathers: 3 });
