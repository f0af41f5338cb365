import type { Colors } from './halfBlocks.ts';
import { imageProtocolOf } from './imageProtocol.ts';
import { isLive } from './isLive.ts';
import { type Progress, progress } from './progress.ts';

/** Progress on stdout: live on a terminal, plain lines in a pipe and under CI. @param examples per epoch */
export function terminalProgress(epochs: number, examples: number): Progress {
  const { stdout, env } = process;
  const live = isLive(stdout);
  if (!live) return progress({ stream: stdout, epochs, examples, live });
  const colors = colorsOf(stdout, env);
  return progress({ stream: stdout, epochs, examples, live, colors, protocol: colors && imageProtocolOf(env) });
}

/** Whatever NO_COLOR holds, it means none (no-color.org: unless it is empty). */
export function colorsOf(
  stream: Pick<NodeJS.WriteStream, 'getColorDepth'>,
  env: NodeJS.ProcessEnv,
): Colors | undefined {
  if (env.NO_COLOR) return undefined;
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit' || imageProtocolOf(env)) return 24;
  const depth = stream.getColorDepth(env);
  return depth >= 24 ? 24 : depth >= 8 ? 8 : undefined;
}
