import type { Engine } from '@latentkit/core';
import { eagerCandidates, type Resolution, resolveEngine } from '@latentkit/core/node';
import { compiledCandidate } from './compiledCandidate.ts';

export type Notice = (text: string) => void;

/** The engine that was asked for, or the best that loads; `reason` says why in one phrase. */
export async function chooseEngine(name: string, notice: Notice): Promise<{ engine: Engine; reason: string }> {
  const { engine, report } = await enginesFound(name, notice);
  return { engine, reason: report.find(({ chosen }) => chosen)?.reason ?? '' };
}

/** All engines, what was found of each, and which one is chosen. */
export function enginesFound(name = 'auto', notice: Notice = () => {}): Promise<Resolution> {
  const candidates = [compiledCandidate(notice), ...eagerCandidates];
  return resolveEngine({ candidates, ...(name !== 'auto' && { prefer: name }) });
}
