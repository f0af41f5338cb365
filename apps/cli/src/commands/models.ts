import type { FullCatalogue } from '@latentkit/catalogue';
import { Command } from 'commander';

export function modelsCommand(catalogue: FullCatalogue): Command {
  return new Command('models').description('list what can be trained').action(() => {
    const { models } = catalogue;
    const width = Math.max(...Object.keys(models).map((name) => name.length)) + 2;
    for (const [name, { summary }] of Object.entries(models)) process.stdout.write(`${name.padEnd(width)}${summary}\n`);
    process.stdout.write('\nFlags of one: latentkit train <model> --help\n');
  });
}
