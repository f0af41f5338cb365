import { isImageCodes, isTextToImage } from '@latentkit/models';
import { shellWord } from '@latentkit/report';
import type { OpenRun } from '@latentkit/runs';

/** The command that leads from a run to new examples. */
export function drawing({ model, spec, path }: OpenRun): string {
  const run = shellWord(path);
  if (isTextToImage(model)) return `latentkit imagine ${run}`;
  if (!isImageCodes(model)) return `latentkit sample ${run}`;
  return `latentkit train text-to-image --data ${shellWord(spec.data)} --tokens ${run}`;
}
