import type { Quadtree } from './quadtree.ts';

/**
 * Into forces: Σⱼ wᵢⱼ² (yᵢ − yⱼ), wᵢⱼ = 1 / (1 + ‖yᵢ − yⱼ‖²), where a cell that looks small from yᵢ stands for its points:
 * side² < θ² ‖yᵢ − centre‖².
 *
 * @param points y [n, 2]
 * @param forces [n, 2], overwritten
 * @returns Z = Σᵢ Σ_{j≠i} wᵢⱼ
 * @see Barnes & Hut, "A hierarchical O(N log N) force-calculation algorithm", 1986
 */
export function repulsion(tree: Quadtree, points: Float64Array, theta: number, forces: Float64Array): number {
  const { children, counts, centres, squaredSides } = tree;
  const squaredTheta = theta * theta;
  // Each level puts at most three more on the stack than it takes off.
  const stack = new Int32Array(256);
  let total = 0;
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] as number;
    const y = points[i + 1] as number;
    let [forceX, forceY] = [0, 0];
    let top = 1;
    stack[0] = 0;
    while (top > 0) {
      const cell = stack[--top] as number;
      const count = counts[cell] as number;
      if (count === 0) continue;
      const dx = x - (centres[2 * cell] as number);
      const dy = y - (centres[2 * cell + 1] as number);
      const squared = dx * dx + dy * dy;
      const first = children[cell] as number;
      if (first !== -1 && (squaredSides[cell] as number) >= squaredTheta * squared) {
        for (let part = 0; part < 4; part++) stack[top++] = first + part;
        continue;
      }
      const weight = 1 / (1 + squared);
      const many = count * weight;
      total += many;
      forceX += many * weight * dx;
      forceY += many * weight * dy;
    }
    forces[i] = forceX;
    forces[i + 1] = forceY;
    // The cell of yᵢ itself was among them, at distance 0.
    total -= 1;
  }
  return total;
}
