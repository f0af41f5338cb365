import type { Engine } from '@latentkit/core';
import { type Resolution, resolveEngine } from '@latentkit/core/node';

/** The engine that was asked for, or the best that loads; `reason` says why in one phrase. */
export async function chooseEngine(name: string): Promise<{ engine: Engine; reason: string }> {
  const { engine, report } = await resolved(name);
  return { engine, reason: report.find(({ chosen }) => chosen)?.reason ?? '' };
}

/** All engines, what was found of each, and which one is chosen. */
export function resolved(name = 'auto'): Promise<Resolution> {
  return resolveEngine(name === 'auto' ? {} : { prefer: name });
}
