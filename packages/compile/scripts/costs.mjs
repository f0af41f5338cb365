// What products and copies cost on this processor and in WebAssembly: rows of src/lower/costs.ts. A minute, on an idle machine.
//
//   pnpm costs
import * as web from 'onnxruntime-web';
import { instructionSet } from '../src/lower/instructionSet.ts';
import { machine } from '../src/node.ts';
import { tensorRuntime } from '../src/run/tensorRuntime.ts';
import { measureCosts } from '../src/testing/measureCosts.ts';

web.env.wasm.numThreads = 1;
const rows = { [instructionSet()]: machine({ threads: 1 }).runtime, wasm: tensorRuntime(web) };
for (const [name, runtime] of Object.entries(rows)) console.log(name, await measureCosts(runtime));
process.exit(0);
