import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';

/** Where figures were measured. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  /** Vector instructions that matter for these jobs, where the system tells. */
  readonly vectors: string;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** Processes that wanted to run just before, mean of a minute: near 0 on a quiet machine. */
  readonly load: number;
}

export function machine(): Machine {
  const [first] = cpus();
  return {
    cpu: first?.model ?? 'unknown',
    cores: cpus().length,
    vectors: ['avx512f', 'avx512_bf16', 'avx2', 'fma'].filter((flag) => flags().has(flag)).join(' '),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch} ${release()}`,
    node: process.version,
    load: loadavg()[0] as number,
  };
}

function flags(): Set<string> {
  if (process.platform !== 'linux') return new Set();
  const line = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? '';
  return new Set(line.trim().split(/\s+/));
}
