import { expect, it } from 'vitest';
import { minimize } from './minimize.ts';
import { softmaxRegression } from './softmaxRegression.ts';

it('finds the end of Rosenbrock’s valley', () => {
  const rosenbrock = (x: Float64Array, gradient: Float64Array) => {
    const [a, b] = x as unknown as [number, number];
    gradient[0] = -2 * (1 - a) - 400 * a * (b - a * a);
    gradient[1] = 200 * (b - a * a);
    return (1 - a) ** 2 + 100 * (b - a * a) ** 2;
  };
  const { x, converged } = minimize(rosenbrock, Float64Array.of(-1.2, 1), { tolerance: 1e-8, maxIterations: 200 });
  expect(converged).toBe(true);
  expect(x[0]).toBeCloseTo(1, 7);
  expect(x[1]).toBeCloseTo(1, 7);
});

it('stops where it was told to', () => {
  const slope = (x: Float64Array, gradient: Float64Array) => {
    gradient[0] = Math.sinh(x[0] as number);
    return Math.cosh(x[0] as number);
  };
  expect(minimize(slope, Float64Array.of(3), { tolerance: 0, maxIterations: 2 })).toMatchObject({
    iterations: 2,
    converged: false,
  });
  expect(minimize(slope, Float64Array.of(0), { tolerance: 0, maxIterations: 2 })).toMatchObject({
    iterations: 0,
    converged: true,
  });
});

it('descends by the gradient that finite differences of the softmax regression have', () => {
  const examples = {
    values: Float64Array.of(0.3, -1, 2, 0.4, -0.7, 1.1),
    rows: 3,
    size: 2,
    labels: Int32Array.of(2, 0, 1),
  };
  const f = softmaxRegression(examples, 3, 0.8);
  const at = Float64Array.from({ length: 9 }, (_, i) => Math.sin(3 * i + 1));
  const gradient = new Float64Array(9);
  f(at, gradient);
  const scratch = new Float64Array(9);
  at.forEach((value, k) => {
    const difference = f(at.with(k, value + 1e-5), scratch) - f(at.with(k, value - 1e-5), scratch);
    expect(difference / 2e-5).toBeCloseTo(gradient[k] as number, 8);
  });
});
