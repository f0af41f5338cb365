import { createRequire } from 'node:module';
import type { Engine } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';

interface Loaded {
  readonly engine: Engine;
  /** What computes, with its version. */
  readonly version: string;
}

/** One of our engines by name, as a user gets it but for the thread count. */
export async function loadEngine(name: string, threads: number): Promise<Loaded> {
  if (name === 'compiled') return compiledEngine(threads);
  const { engine, report } = await resolveEngine({ prefer: name });
  return { engine, version: `${name === 'tfjs-node' ? name : 'tfjs'} ${report.find(({ chosen }) => chosen)?.version}` };
}

async function compiledEngine(threads: number): Promise<Loaded> {
  // It reads and writes variables through a backend of tfjs.
  await resolveEngine({ prefer: 'cpu' });
  const { compiled } = await import('@latentkit/compile/node');
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json');
  const engine = compiled({ threads });
  return { engine, version: [`onnxruntime ${version}`, ...engine.reasons].join(', ') };
}
