import { Command } from 'commander';
import { reconstructionCost } from '../run/evaluation.ts';
import { openRun } from '../run/openRun.ts';
import { splitOf, withRun, withSplit } from './runArguments.ts';

export function evaluateCommand(): Command {
  const command = new Command('evaluate').description('mean cost of a trained model on a split');
  return withSplit(withRun(command))
    .option('--json', 'print JSON')
    .action(
      async (path: string, { engine: engineName, split, json }: { engine: string; split: string; json?: boolean }) => {
        const { spec, model, engine, data } = await openRun(path, engineName);
        const table = splitOf(await data(), split).y;
        const cost = await reconstructionCost({ engine, spec, model, table });
        model.dispose();
        const line = `${spec.cost} on ${cost.examples} ${split} examples: ${cost.perExample} per example, ${cost.perPixel} per pixel`;
        process.stdout.write(`${json ? JSON.stringify({ cost: spec.cost, split, ...cost }) : line}\n`);
      },
    );
}
