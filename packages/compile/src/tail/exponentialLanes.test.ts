import { describe, expect, it } from 'vitest';
import type { Keep, Lanes } from '../noise/lanes.ts';
import { code } from '../wasm/code.ts';
import { wasmModule } from '../wasm/wasmModule.ts';
import { expLanes, logLanes, sigmoidLanes } from './exponentialLanes.ts';

/** A function of four float32 at once, on the numbers at address 0. */
function evaluate(lanes: (keep: Keep, x: Lanes) => Lanes): (x: number) => number {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const locals: 'v128'[] = [];
  const body: number[] = [];
  const keep: Keep = (value) => {
    const home = locals.push('v128') - 1;
    body.push(...value, ...code.set(home));
    return code.get(home);
  };
  const x = keep([...code.i32Const(0), ...code.load()]);
  const made = lanes(keep, x);
  const module = new WebAssembly.Module(
    wasmModule([{ name: 'f', params: [], locals, body: [...body, ...code.i32Const(0), ...made, ...code.store(16)] }]),
  );
  const { f } = new WebAssembly.Instance(module, { e: { m: memory } }).exports as { f: () => void };
  const numbers = new Float32Array(memory.buffer, 0, 8);
  return (value) => {
    numbers.fill(value, 0, 4);
    f();
    expect(new Set(numbers.subarray(4)).size).toBe(1);
    return numbers[4] as number;
  };
}

const [exp, log, sigmoid] = [expLanes, logLanes, sigmoidLanes].map(evaluate) as [
  typeof Math.exp,
  typeof Math.log,
  typeof Math.exp,
];
const between = (low: number, high: number) =>
  Array.from({ length: 2001 }, (_, i) => Math.fround(low + ((high - low) * i) / 2000));
const relative = (value: number, exact: number) => (value === exact ? 0 : Math.abs(value / exact - 1));

describe('exponentials of four lanes', () => {
  it('eˣ to 2e-7, wherever it is a normal float32', () => {
    for (const x of [...between(-87.3, 88.7), ...between(-1e-3, 1e-3)]) {
      expect(relative(exp(x), Math.exp(x)), `${x}`).toBeLessThan(2e-7);
    }
  });

  it('ln x to 3e-7 of itself, near 1 and far away, subnormal numbers too', () => {
    const numbers = [...between(0.5, 2), ...between(-126, 128).map((e) => Math.fround(2 ** Math.min(e, 127.9))), 1e-40];
    for (const x of numbers) expect(relative(log(x), Math.log(x)), `${x}`).toBeLessThan(3e-7);
  });

  it('1/(1 + e⁻ˣ) to 3e-7', () => {
    for (const x of between(-80, 80)) expect(relative(sigmoid(x), 1 / (1 + Math.exp(-x))), `${x}`).toBeLessThan(3e-7);
  });

  it('at the ends: 0, 1, ∞ and no number', () => {
    const [none, endless] = [Number.NaN, Number.POSITIVE_INFINITY];
    expect([0, -200, -endless, 200, endless, none].map(exp)).toEqual([1, 0, 0, endless, endless, none]);
    expect([1, 0, -0, endless, -1, none].map(log)).toEqual([0, -endless, -endless, endless, none, none]);
    expect([0, 200, endless, -200, -endless, none].map(sigmoid)).toEqual([0.5, 1, 1, 0, 0, none]);
  });
});
