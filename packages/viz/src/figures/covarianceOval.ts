/**
 * The ellipse of one standard deviation of N(μ, Σ), from Σ row by row: its half axes are the roots of the eigenvalues,
 * λ = (a + d)/2 ± √(((a − d)/2)² + b²), and the first lies at the angle ½ atan2(2b, a − d). NaN where Σ is not symmetric.
 */
export function covarianceOval([a, b, c, d]: readonly [number, number, number, number]): {
  half: [number, number];
  angle: number;
} {
  const tolerance = 1e-5 * (Math.abs(a) + Math.abs(d)); // float32 sums
  if (!(Math.abs(b - c) <= tolerance)) return { half: [Number.NaN, Number.NaN], angle: 0 };
  const [middle, reach] = [(a + d) / 2, Math.hypot((a - d) / 2, b)];
  const root = (eigenvalue: number) => Math.sqrt(Math.abs(eigenvalue) <= tolerance ? 0 : eigenvalue);
  return { half: [root(middle + reach), root(middle - reach)], angle: 0.5 * Math.atan2(2 * b, a - d) };
}
