import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type LoadedPlan, loadedPlan } from '../plan/loadedPlan.ts';
import { files, header, type Plan } from '../plan/plan.ts';

export function readPlan(file: string): LoadedPlan {
  const plan = JSON.parse(readFileSync(file, 'utf8')) as Plan;
  const bytes = (name: string) => Uint8Array.from(readFileSync(join(dirname(file), name))).buffer;
  return loadedPlan(plan, {
    pixels: Uint8Array.from(readFileSync(plan.images).subarray(header)),
    weights: new Float32Array(bytes(files.weights)),
    rows: new Int32Array(bytes(files.rows)),
  });
}
