import { compile } from '@latentkit/compile/web';
import { counterRandom } from '@latentkit/core';

/** The first draw of (seed 1, step 0) as a compiled step and as an eager one see it. */
export async function normals(count: number): Promise<{ compiled: number[]; eager: number[] }> {
  const program = await compile((_, random) => ({ z: random.normal([count]) }), { state: [] });
  const counter = { seed: 1, step: 0 };
  const { z } = await program.run({}, counter);
  program.dispose();
  return { compiled: [...(z?.values ?? [])], eager: [...counterRandom(counter).normal([count]).dataSync()] };
}
