export interface Minimum {
  readonly x: Float64Array;
  readonly iterations: number;
  /** Whether the greatest slope came below the tolerance. */
  readonly converged: boolean;
}

/** Steps whose curvature is remembered. */
const MEMORY = 10;

/**
 * L-BFGS with backtracking: the minimum of a smooth function.
 *
 * @param f writes the gradient at x and returns the value
 * @param start the first x, not changed
 * @see Nocedal & Wright, "Numerical optimization", 2006, algorithms 7.4 and 3.1
 */
export function minimize(
  f: (x: Float64Array, gradient: Float64Array) => number,
  start: Float64Array,
  { tolerance, maxIterations }: { tolerance: number; maxIterations: number },
): Minimum {
  let x = start.slice();
  let gradient = new Float64Array(x.length);
  let value = f(x, gradient);
  const memory: Pair[] = [];
  for (let iterations = 0; ; iterations++) {
    const converged = gradient.every((slope) => Math.abs(slope) <= tolerance);
    if (converged || iterations === maxIterations) return { x, iterations, converged };
    const direction = descent(gradient, memory);
    const slope = dot(direction, gradient);
    // The first step has no curvature to go by: it moves x by at most 1.
    let step = memory.length > 0 ? 1 : Math.min(1, 1 / Math.sqrt(-slope));
    let next = moved(x, direction, step);
    const nextGradient = new Float64Array(x.length);
    let nextValue = f(next, nextGradient);
    while (!(nextValue <= value + 1e-4 * step * slope)) {
      step /= 2;
      // No digit of the value is left to gain.
      if (step < 1e-12) return { x, iterations, converged };
      next = moved(x, direction, step);
      nextValue = f(next, nextGradient);
    }
    remember(memory, moved(next, x, -1), moved(nextGradient, gradient, -1));
    [x, gradient, value] = [next, nextGradient, nextValue];
  }
}

/** s = x' − x, y = ∇' − ∇, ρ = 1 / sᵀy */
interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly rho: number;
}

function remember(memory: Pair[], s: Float64Array, y: Float64Array): void {
  const curvature = dot(s, y);
  if (curvature <= 1e-12 * dot(y, y)) return;
  memory.push({ s, y, rho: 1 / curvature });
  if (memory.length > MEMORY) memory.shift();
}

/** −H ∇ by the two loops, H the inverse Hessian that the remembered steps suggest. */
function descent(gradient: Float64Array, memory: readonly Pair[]): Float64Array {
  let q = gradient;
  const alphas = memory.map(() => 0);
  for (let i = memory.length - 1; i >= 0; i--) {
    const { s, y, rho } = memory[i] as Pair;
    alphas[i] = rho * dot(s, q);
    q = moved(q, y, -(alphas[i] as number));
  }
  const newest = memory.at(-1);
  const scale = newest ? 1 / (newest.rho * dot(newest.y, newest.y)) : 1;
  let r = q.map((value) => value * scale);
  memory.forEach(({ s, y, rho }, i) => {
    r = moved(r, s, (alphas[i] as number) - rho * dot(y, r));
  });
  return r.map((value) => -value);
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

/** a + step · b */
const moved = (a: Float64Array, b: Float64Array, step: number) => a.map((value, i) => value + step * (b[i] as number));
