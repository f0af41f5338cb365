/** Mean over examples of ‖a − b‖². */
export function meanSquares(a: ArrayLike<number>, b: ArrayLike<number>, examples: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] as number) - (b[i] as number)) ** 2;
  return sum / examples;
}
