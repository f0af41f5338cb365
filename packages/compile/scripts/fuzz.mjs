// Random programs of tfjs, compiled against eager: pnpm fuzz [count] [first seed]. Prints each that differs, and counts.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { fuzzOne } from '../src/testing/fuzz.ts';

const [count, first] = [Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 0)];
tf.env().set('PROD', true);
await tf.setBackend('cpu');
const counts = {};
for (let seed = first; seed < first + count; seed++) {
  const verdict = await fuzzOne(seed).catch((error) => {
    console.log(`${error.message}\n`);
    return 'differs';
  });
  counts[verdict] = (counts[verdict] ?? 0) + 1;
}
console.log(counts);
process.exit(counts.differs ? 1 : 0);
