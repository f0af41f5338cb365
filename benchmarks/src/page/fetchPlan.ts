import { type LoadedPlan, loadedPlan } from '../plan/loadedPlan.ts';
import { files, header, type Plan } from '../plan/plan.ts';

/** What lies beside the page: the files of a plan and the images. */
export const beside = { folder: 'plan', images: 'images.idx' } as const;

/** The plan beside the page, and the noise of its first step. */
export async function fetchPlan(): Promise<{ plan: LoadedPlan; noise: Float32Array }> {
  const bytes = async (name: string) => (await fetch(`${beside.folder}/${name}`)).arrayBuffer();
  const plan = JSON.parse(new TextDecoder().decode(await bytes(files.plan))) as Plan;
  const loaded = loadedPlan(plan, {
    pixels: new Uint8Array(await bytes(beside.images)).subarray(header),
    weights: new Float32Array(await bytes(files.weights)),
    rows: new Int32Array(await bytes(files.rows)),
  });
  return { plan: loaded, noise: new Float32Array(await bytes(files.noise)) };
}
