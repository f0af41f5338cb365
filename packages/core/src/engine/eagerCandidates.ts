import * as tf from '@tensorflow/tfjs-core';
import { eager } from './eager.ts';
import type { EngineCandidate } from './firstThatLoads.ts';
import { load, versionOf } from './installed.ts';
import { requireOneTfjs } from './oneTfjs.ts';

/** An engine that is a tfjs backend in an npm package of its own. */
function backendCandidate(name: string, packageName: string, backend: string): EngineCandidate {
  return {
    name,
    install: `Run: npm install ${packageName}`,
    find: () => versionOf(packageName),
    load: () =>
      quietly(async () => {
        // tfjs-core has no gradient by itself: tfjs-layers registers them.
        if (!tf.getGradient(tf.Add) && versionOf('@tensorflow/tfjs-layers')) load('@tensorflow/tfjs-layers');
        load(packageName);
        if (!(await tf.setBackend(backend))) throw new Error(`tfjs could not start its backend ${backend}`);
        requireOneTfjs();
        const engine = eager({ name, backend });
        requireWork();
        return engine;
      }),
  };
}

/** An addon may load and then fail in its first kernel. The first use also is when the cpu backend prints its greeting. */
function requireWork(): void {
  const [sum] = tf.tidy(() => tf.sum(tf.matMul(tf.ones([2, 3]), tf.ones([3, 2]))).dataSync());
  if (sum !== 12) throw new Error(`its product of two matrices of ones sums to ${sum}, not 12`);
}

/** Without the greetings and warnings of tfjs, which the report replaces. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const production = tf.env().getBool('PROD');
  tf.env().set('PROD', true);
  // Read by libtensorflow as it loads: errors only; and one thread, which is faster than two for nets of this size.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  process.env.TF_NUM_INTRAOP_THREADS ??= '1';
  try {
    return await work();
  } finally {
    tf.env().set('PROD', production);
  }
}

/** The tfjs backends that run in Node, fastest first. */
export const eagerCandidates: readonly EngineCandidate[] = [
  backendCandidate('tfjs-node', '@tensorflow/tfjs-node', 'tensorflow'),
  backendCandidate('wasm', '@tensorflow/tfjs-backend-wasm', 'wasm'),
  backendCandidate('cpu', '@tensorflow/tfjs-backend-cpu', 'cpu'),
];
