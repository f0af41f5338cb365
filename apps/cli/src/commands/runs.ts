import { listRuns, type RunSummary } from '@latentkit/runs';
import { Command } from 'commander';
import { duration } from '../progress/duration.ts';
import { textTable } from './textTable.ts';

/** `latentkit runs [folder]` */
export function runsCommand(): Command {
  return new Command('runs')
    .argument('[folder]', 'folder that contains run folders', 'runs')
    .option('--json', 'print JSON')
    .action(async (folder: string, { json }: { json?: boolean }) => {
      const found = await listRuns(folder);
      process.stdout.write(json ? `${JSON.stringify(found)}\n` : tableOf(found.runs, folder));
      const interrupted = json ? [] : found.runs.filter(({ status }) => status === 'interrupted');
      for (const { run } of interrupted) process.stdout.write(`continue with: latentkit resume ${run}\n`);
      for (const { problem } of json ? [] : found.unreadable) process.stderr.write(`${problem}\n`);
    });
}

const head = ['run', 'model', 'data', 'status', 'epochs', 'judged by', 'best', 'last', 'per value', 'time'];

function tableOf(runs: readonly RunSummary[], folder: string): string {
  if (runs.length === 0) return `no runs in ${folder}: train one with \`latentkit train autoencoder\`\n`;
  return textTable(
    head,
    runs.map(({ run, model, data, status, epochs, judgedBy, best, last, seconds }) => [
      run,
      model,
      data,
      status,
      String(epochs),
      judgedBy,
      best?.cost.toPrecision(5) ?? '–',
      last?.perExample.toPrecision(5) ?? '–',
      last?.perPixel.toPrecision(4) ?? '–',
      duration(seconds),
    ]),
  );
}
