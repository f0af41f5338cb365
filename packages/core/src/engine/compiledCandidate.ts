import { pathToFileURL } from 'node:url';
import { eagerCandidates } from './eagerCandidates.ts';
import type { Engine, Notice } from './engine.ts';
import { type EngineCandidate, firstThatLoads } from './firstThatLoads.ts';
import { moduleOf, versionBeside } from './installed.ts';
import { withFallback } from './withFallback.ts';

export interface CompiledOptions {
  /** Threads of the compiled engine; one per core by default. */
  readonly threads?: number;
  /** Whether its threads keep their core while they wait; so by default. */
  readonly spinning?: boolean;
  readonly notice?: Notice;
}

/** What core knows of `@latentkit/compile/node`, which it must not depend on: compile is built on core. */
interface CompileModule {
  compiled(options: Omit<CompiledOptions, 'notice'>): Engine & { readonly reasons: readonly string[] };
  webgpu(): Promise<Engine>;
  noAdapter(): Promise<string | undefined>;
}

// Joined at run time: a bundler that knew the name would look for a package that need not be there.
const compile = ['@latentkit', 'compile'].join('/');

/** ONNX Runtime, with the best eager engine for what it refuses and for the variables outside of a step. */
export function compiledCandidate({ notice = () => {}, ...options }: CompiledOptions = {}): EngineCandidate {
  return {
    name: 'compiled',
    install: `Run: npm install ${compile} onnxruntime-node`,
    find: () => versionBeside(`${compile}/package.json`, 'onnxruntime-node'),
    async load() {
      const { compiled } = await importCompile();
      const { engine } = await firstThatLoads(eagerCandidates);
      const native = compiled(options);
      for (const reason of native.reasons) notice(`compiled, but slower than it could be: ${reason}`);
      return withFallback(native, async () => engine, notice);
    },
  };
}

/** The same on a GPU by WebGPU. Whether that is faster hangs on the network and on the GPU, so it is used when asked for. */
export function webgpuCandidate({ notice = () => {} }: Pick<CompiledOptions, 'notice'> = {}): EngineCandidate {
  return {
    name: 'webgpu',
    install: `Install a GPU driver (Vulkan, Metal or Direct3D 12) and run: npm install ${compile} onnxruntime-node`,
    find: () => versionBeside(`${compile}/package.json`, 'onnxruntime-node'),
    onlyAsked: true,
    async load() {
      const { webgpu, noAdapter } = await importCompile();
      const reason = await noAdapter();
      if (reason !== undefined) throw new Error(`no WebGPU adapter: ${reason}`);
      const engine = await webgpu();
      const { engine: other } = await firstThatLoads(eagerCandidates);
      return withFallback(engine, async () => other, notice);
    },
  };
}

/** From core's own place, which knows the conditions of this process; else from where the user's program sees it. */
async function importCompile(): Promise<CompileModule> {
  try {
    return await import(/* @vite-ignore */ /* webpackIgnore: true */ `${compile}/node`);
  } catch (error) {
    const file = moduleOf(compile, './node');
    if (file === undefined) throw error;
    return import(/* @vite-ignore */ /* webpackIgnore: true */ pathToFileURL(file).href);
  }
}
