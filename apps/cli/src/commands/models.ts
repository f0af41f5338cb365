import { summaries } from '@latentkit/catalogue/summaries';
import { Command } from 'commander';
import type { Known } from '../known.ts';

/** Without plug-ins the list needs no model: it comes in a tenth of the time. */
export async function modelsCommand({ added, catalogue }: Known): Promise<Command> {
  const all: Readonly<Record<string, string>> = added.length === 0 ? summaries : await withPlugins(catalogue);
  return new Command('models').action(() => {
    const width = Math.max(...Object.keys(all).map((name) => name.length)) + 2;
    for (const [name, summary] of Object.entries(all)) process.stdout.write(`${name.padEnd(width)}${summary}\n`);
    process.stdout.write('\nFlags of a model: latentkit train <model> --help\n');
  });
}

async function withPlugins(catalogue: Known['catalogue']): Promise<Record<string, string>> {
  const { models } = await catalogue();
  return Object.fromEntries(Object.entries(models).map(([name, { summary }]) => [name, summary]));
}
