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
  return { engine, version: `tfjs ${report.find(({ chosen }) => chosen)?.version}` };
}

async function compiledEngine(threads: number): Promise<Loaded> {
  // It reads and writes variables through a backend of tfjs.
  await resolveEngine({ prefer: 'cpu' });
  const name = '@latentkit/compile/node';
  const { compiled } = await import(name);
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json');
  return { engine: compiled({ threads }), version: `onnxruntime ${version}` };
}
