import { join } from 'node:path';
import type { FullCatalogue } from '@latentkit/catalogue';
import { exportRun } from '@latentkit/export';
import { Command } from 'commander';
import { opened } from './opened.ts';
import { writeOut } from './writeOut.ts';

export function exportCommand(catalogue: FullCatalogue): Command {
  return new Command('export')
    .argument('<run>', 'folder that `latentkit train` wrote')
    .option('--out <folder>', 'gets encoder.onnx, decoder.onnx, README.md and card.json', 'onnx')
    .action(async (path: string, { out }: { out: string }) => {
      // Nothing is run here, so the engine that always loads is enough.
      const run = await opened(path, 'cpu', catalogue);
      try {
        for (const [name, content] of await exportRun(run)) await writeOut(join(out, name), content);
      } finally {
        run.model.dispose();
      }
    });
}
