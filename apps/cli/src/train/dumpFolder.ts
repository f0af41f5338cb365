import { access, constants, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StepGraph } from '@latentkit/compile';
import type { Resolution } from '@latentkit/core/node';
import { expected } from '@latentkit/errors';
import { writeOut } from '../commands/writeOut.ts';

const flag = '--dump-graph';

/** Only a compiled step has a graph. */
export function checkCompiled({ engine, report }: Resolution): void {
  if (engine.name === 'compiled') return;
  const compiled = report.find(({ name }) => name === 'compiled');
  throw expected({
    where: flag,
    expected: 'the compiled engine, whose steps are graphs',
    received: `${engine.name} (compiled is ${compiled?.reason})`,
    todo: compiled?.install ?? 'Leave out --engine.',
    code: 'FLAG',
  });
}

/**
 * Made when the first graph is there, as it may lie in the folder of the run; that it can be is looked at now.
 *
 * @returns what writes a graph into it
 * @throws FLAG for a file in its place, or a place that cannot be written
 */
export async function dumpFolder(path: string): Promise<(graph: StepGraph) => Promise<void>> {
  try {
    const above = await nearest(path);
    await readdir(above);
    await access(above, constants.W_OK);
  } catch (cause) {
    throw expected({
      where: `${flag} ${path}`,
      expected: 'a folder that can be written',
      received: (cause as Error).message,
      todo: 'Choose another folder.',
      code: 'FLAG',
      cause,
    });
  }
  return async ({ onnx, text }) => {
    await writeOut(join(path, 'step.onnx'), onnx, flag);
    await writeOut(join(path, 'step.txt'), text, flag);
  };
}

/** The path itself, or the first above it that is there. */
async function nearest(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found || dirname(path) === path ? path : nearest(dirname(path));
}
