import { Command } from 'commander';
import { models } from '../catalogue/models.ts';
import { evaluation } from '../run/evaluation.ts';
import { openRun } from '../run/openRun.ts';
import { splitOf } from '../run/splitOf.ts';
import { withRun, withSplit } from './runArguments.ts';

export function evaluateCommand(): Command {
  const command = new Command('evaluate').description('mean cost of a trained model on a split');
  return withSplit(withRun(command))
    .option('--json', 'print JSON')
    .action(
      async (path: string, { engine: engineName, split, json }: { engine: string; split: string; json?: boolean }) => {
        const { spec, model, engine, data } = await openRun(path, engineName);
        const reached = await evaluation({ engine, spec, model, split: splitOf(await data(), split) });
        model.dispose();
        const { title } = models[spec.model].judge(spec);
        const terms = Object.entries(reached.terms).map(([name, mean]) => `${name} ${mean}`);
        const parts = terms.length > 1 ? ` (${terms.join(', ')})` : '';
        const line = `${title} on ${reached.examples} ${split} examples: ${reached.perExample} per example${parts}, ${reached.perPixel} per pixel`;
        process.stdout.write(`${json ? JSON.stringify({ title, split, ...reached }) : line}\n`);
      },
    );
}
