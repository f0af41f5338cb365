import { type Resolution, resolveEngine } from '@latentkit/core/node';
import type { Common } from '@latentkit/runs';

/** How the compiled engine is to run. */
type Running = Partial<Pick<Common, 'threads' | 'spinning'>>;

/** The engine of this name, or the best that loads for `auto`. @param notice hears what the engine has to say */
export function chooseEngine(
  name: string,
  notice: (text: string) => void,
  { threads, spinning }: Running = {},
): Promise<Resolution> {
  return resolveEngine({
    notice,
    ...(threads && { threads }),
    ...(spinning && { spinning: spinning === 'on' }),
    ...(name !== 'auto' && { prefer: name }),
  });
}
