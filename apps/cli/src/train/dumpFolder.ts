import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepGraph } from '@latentkit/compile';
import type { Resolution } from '@latentkit/core/node';
import { expected } from '@latentkit/errors';
import { makeFolder } from '@latentkit/runs/internal';
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

/** Makes the folder now, so that what is wrong with it is said before training. @returns what writes a graph into it */
export async function dumpFolder(path: string): Promise<(graph: StepGraph) => Promise<void>> {
  try {
    await makeFolder(path);
    // A file in its place shows here.
    await readdir(path);
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
