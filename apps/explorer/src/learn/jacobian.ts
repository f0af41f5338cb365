/** The direction of the plane that moves a code most, and how far it moves per unit: along it, and across it. */
export interface Movement {
  readonly direction: readonly [number, number];
  readonly along: number;
  readonly across: number;
}

/**
 * Singular values of ∂h/∂y for y of two numbers, from JᵀJ = [[a, b], [b, c]], and the right singular vector of the larger one.
 *
 * `movement(9, 0, 1)`: along [1, 0] by 3, across by 1
 */
export function movement(a: number, b: number, c: number): Movement {
  const middle = (a + c) / 2;
  const radius = Math.hypot((a - c) / 2, b);
  const angle = Math.atan2(2 * b, a - c) / 2;
  return {
    direction: [Math.cos(angle), Math.sin(angle)],
    along: Math.sqrt(middle + radius),
    across: Math.sqrt(Math.max(middle - radius, 0)),
  };
}
