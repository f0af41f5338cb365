/** Σ = L Lᵀ of lower triangular factors [components, size · size]. @returns [components, size, size] */
export function covariances(factors: readonly (readonly number[])[], size: number): number[][][] {
  return factors.map((factor) => {
    const row = (i: number) => factor.slice(i * size, (i + 1) * size);
    const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, k) => sum + x * (b[k] as number), 0);
    return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => dot(row(i), row(j))));
  });
}
