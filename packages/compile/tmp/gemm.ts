import { input } from '../src/graph/graph.ts';
import { gemm } from '../src/graph/ops.ts';
import { nodeRuntime } from '../src/native/nodeRuntime.ts';
import { nsOf } from '../src/run/nsOf.ts';
import { measureCosts } from '../src/testing/measureCosts.ts';

const { runtime } = nodeRuntime();
for (let i = 0; i < 0; i++) console.log(JSON.stringify(await measureCosts(runtime)));
const shapes = JSON.parse(
  process.argv[2] ??
    '[[256,256,784],[256,784,256],[512,512,512],[1024,1024,1024],[6272,512,64],[64,6272,512],[6272,256,32]]',
);
for (const [m, k, n] of shapes) {
  let line = '';
  for (const ta of [0, 1])
    for (const tb of [0, 1]) {
      const ns = await nsOf(
        runtime,
        [input('a', 'float32', ta ? [k, m] : [m, k]), input('b', 'float32', tb ? [n, k] : [k, n])],
        ([a, b]) => gemm(a!, b!, { transA: !!ta, transB: !!tb }),
        1,
      );
      line += ' ' + ['nn', 'nt', 'tn', 'tt'][2 * ta + tb] + ' ' + ((m * k * n) / ns).toFixed(1);
    }
  console.log(m, k, n, line);
}
process.exit(0);
