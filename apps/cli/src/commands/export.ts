import { join } from 'node:path';
import type { FullCatalogue } from '@latentkit/catalogue';
import { exportRun } from '@latentkit/export';
import { flagOf, parse } from '@latentkit/runs/internal';
import { Command } from 'commander';
import { z } from 'zod';
import { addFlags } from '../spec/flags.ts';
import { opened } from './opened.ts';
import { writeOut } from './writeOut.ts';

const options = {
  opset: z
    .int()
    .min(13)
    .max(21)
    .default(21)
    .describe("ONNX operator set: lower ones run on older runtimes, where the model's operators allow"),
};

export function exportCommand(catalogue: FullCatalogue): Command {
  const command = new Command('export')
    .argument('<run>', 'run folder (written by `latentkit train`)')
    .option(
      '--out <folder>',
      'folder to write encoder.onnx, decoder.onnx, README.md and card.json to, of text-to-image step.onnx and vocabulary.json too',
      'onnx',
    );
  type Flags = Readonly<Record<string, unknown>> & { readonly out: string };
  return addFlags(command, options).action(async (path: string, { out, ...flags }: Flags) => {
    const { opset } = parse(options, flags, flagOf);
    // Nothing is run here, so the engine that always loads is enough.
    const run = await opened(path, 'cpu', catalogue);
    try {
      for (const [name, content] of await exportRun(run, { opset })) await writeOut(join(out, name), content);
    } finally {
      run.model.dispose();
    }
  });
}
