import { createRequire } from 'node:module';
import { type EngineCandidate, resolveEngine } from '@latentkit/core/node';
import type { Running } from './running.ts';
import { withFallback } from './withFallback.ts';

/** ONNX Runtime, with the best eager engine for what it refuses and for the variables outside of a step. */
export function compiledCandidate(notice: (text: string) => void, { threads, spinning }: Running): EngineCandidate {
  return {
    name: 'compiled',
    install: 'Run: npm install onnxruntime-node',
    find: () => {
      try {
        return createRequire(import.meta.url)('onnxruntime-node/package.json').version;
      } catch {
        return undefined;
      }
    },
    async load() {
      const { compiled } = await import('@latentkit/compile/node');
      const { engine } = await resolveEngine();
      const native = compiled({ ...(threads && { threads }), ...(spinning && { spinning: spinning === 'on' }) });
      for (const reason of native.reasons) notice(`compiled, but slower than it could be: ${reason}`);
      return withFallback(native, engine, notice);
    },
  };
}
