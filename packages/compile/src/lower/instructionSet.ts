import type { InstructionSet } from './costs.ts';

/** What Node's processor computes with; `wasm` outside of Node. Where nothing tells, AVX2, which every x64 processor since 2015 has. */
export function instructionSet(): InstructionSet {
  const { process } = globalThis as { process?: Partial<NodeJS.Process> };
  if (!process?.versions?.node) return 'wasm';
  if (process.arch === 'arm64') return 'neon';
  try {
    const flags = process.getBuiltinModule?.('node:fs').readFileSync('/proc/cpuinfo', 'latin1') ?? '';
    return ofCpuInfo(flags);
  } catch {
    return 'avx2';
  }
}

/** @param text Linux's /proc/cpuinfo. ONNX Runtime's products want the foundation, bytes, double words and vectors of any length. */
export function ofCpuInfo(text: string): InstructionSet {
  const flags = new Set(/^flags\s*:(.*)$/m.exec(text)?.[1]?.trim().split(' '));
  return ['avx512f', 'avx512bw', 'avx512dq', 'avx512vl'].every((flag) => flags.has(flag)) ? 'avx512' : 'avx2';
}
