import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { agreement } from './page/agreement.ts';
import { normals } from './page/normals.ts';
import { onWebGpu } from './page/onWebGpu.ts';
import { stepTime } from './page/stepTime.ts';
import { takeEngine } from './page/takeEngine.ts';
import { trainDigits } from './page/trainDigits.ts';

await tf.setBackend('cpu');

/** What the test calls; it drives the page from outside. */
const page = { takeEngine, trainDigits, agreement, normals, onWebGpu, stepTime };
export type Page = typeof page;

Object.assign(globalThis, { page });
