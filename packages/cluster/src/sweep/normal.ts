/**
 * erfc(x) for x ≥ 0, to about 1e-15 relative. Below 2.5 by the series of erf without cancellation, erf x = 2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (2n+1)!!;
 * above by the continued fraction of Laplace, from its tail.
 */
function complement(x: number): number {
  const head = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (x < 2.5) {
    let [term, sum] = [x, x];
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - 2 * head * sum;
  }
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction;
  return head / fraction;
}

/** Φ(x) of the standard normal distribution; relative precision holds in the lower tail. */
export function cumulative(x: number): number {
  const half = complement(Math.abs(x) / Math.SQRT2) / 2;
  return x < 0 ? half : 1 - half;
}

/** Φ(b) − Φ(a) for a ≤ b, without cancellation in the upper tail. */
export function massBetween(a: number, b: number): number {
  return a > 0 ? cumulative(-a) - cumulative(-b) : cumulative(b) - cumulative(a);
}

/** x with Φ(x) = p for 0 < p < 1, between two bounds, by bisection to the last bits. */
export function quantile(p: number, low: number, high: number): number {
  let [a, b] = [low, high];
  for (;;) {
    const middle = (a + b) / 2;
    if (middle <= a || middle >= b) return middle;
    if (cumulative(middle) < p) a = middle;
    else b = middle;
  }
}

/** ln of the standard normal density. */
export const logDensity = (x: number): number => -x * x * 0.5 - 0.5 * Math.log(2 * Math.PI);
