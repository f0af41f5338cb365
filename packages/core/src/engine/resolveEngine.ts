import { type CompiledOptions, compiledCandidate, webgpuCandidate } from './compiledCandidate.ts';
import { eagerCandidates } from './eagerCandidates.ts';
import { type EngineCandidate, firstThatLoads, type Resolution } from './firstThatLoads.ts';

export interface ResolveOptions extends CompiledOptions {
  /** The name of the one to take; the best without it. */
  readonly prefer?: string;
  /** Best first, in place of compiled, webgpu, tfjs-node, wasm, cpu. */
  readonly candidates?: readonly EngineCandidate[];
}

/**
 * The best engine that runs here, with what was found of each: compiled where `@latentkit/compile` and `onnxruntime-node` are installed, else
 * tfjs-node, wasm, cpu; webgpu where `prefer` says so. What a compiled one cannot trace runs on the best of the others.
 *
 * @param options.threads @param options.spinning of the compiled engine, see `compiled` of `@latentkit/compile/node`
 * @param options.notice hears why the compiled engine is slower than it could be, or handed a step over
 * @throws ENGINE_UNKNOWN where `prefer` names no candidate, ENGINE_MISSING where none loads or not the one preferred
 * @example
 * const { engine, report } = await resolveEngine();
 * console.log(report.find(({ chosen }) => chosen)?.reason);
 */
export async function resolveEngine({ prefer, candidates, ...options }: ResolveOptions = {}): Promise<Resolution> {
  return firstThatLoads(
    candidates ?? [compiledCandidate(options), webgpuCandidate(options), ...eagerCandidates],
    prefer,
  );
}
