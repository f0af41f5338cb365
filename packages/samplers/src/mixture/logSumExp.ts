/** log Σᵢ exp aᵢ, without overflow: m + log Σᵢ exp(aᵢ − m), m = max a. */
export function logSumExp(values: Float64Array): number {
  const most = values.reduce((m, value) => Math.max(m, value), -Infinity);
  if (most === -Infinity) return -Infinity;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - most);
  return most + Math.log(sum);
}
