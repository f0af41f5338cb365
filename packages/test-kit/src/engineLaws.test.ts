import '@tensorflow/tfjs-backend-cpu';
import { eager } from '@latentkit/core';
import { engineLaws } from './engineLaws.ts';

engineLaws('eager', { backend: 'cpu', make: () => eager() });
