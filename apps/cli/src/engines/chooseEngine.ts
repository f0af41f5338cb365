import { type Resolution, resolveEngine } from '@latentkit/core/node';
import type { Running } from './running.ts';

export type Notice = (text: string) => void;

/** The engine that was asked for, or the best that loads; `reason` says why in one phrase, `report` what was found of all. */
export async function chooseEngine(
  name: string,
  notice: Notice,
  running?: Running,
): Promise<Resolution & { reason: string }> {
  const { engine, report } = await enginesFound(name, notice, running);
  return { engine, report, reason: report.find(({ chosen }) => chosen)?.reason ?? '' };
}

/** All engines, what was found of each, and which one is chosen. */
export function enginesFound(name = 'auto', notice: Notice = () => {}, running: Running = {}): Promise<Resolution> {
  const { threads, spinning } = running;
  return resolveEngine({
    notice,
    ...(threads && { threads }),
    ...(spinning && { spinning: spinning === 'on' }),
    ...(name !== 'auto' && { prefer: name }),
  });
}
