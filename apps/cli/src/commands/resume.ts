import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FullCatalogue } from '@latentkit/catalogue';
import { common, recordOf, resumeRun } from '@latentkit/runs';
import { Command } from 'commander';
import { withRounds } from '../cluster/sharedRounds.ts';
import { addFlags } from '../spec/flags.ts';
import { followRun } from '../train/followRun.ts';
import { reported } from '../train/reported.ts';
import { type Say, whileTraining } from '../train/whileTraining.ts';
import { opened } from './opened.ts';
import { withPlace } from './runArguments.ts';

/** Keys of a spec that may change on the way. */
const { epochs, engine, saveEvery, keep, onNan } = common;

/** `latentkit resume <run> [flags]` */
export function resumeCommand(catalogue: FullCatalogue): Command {
  const command = new Command('resume')
    .argument('<run>', 'run folder (written by `latentkit train`)')
    .addHelpText('after', '\nOptions that you leave out stay as they are in the run.');
  const optional = { epochs, engine, saveEvery, keep, onNan };
  const withoutDefaults = Object.fromEntries(
    Object.entries(optional).map(([key, field]) => [key, field.unwrap().describe(field.description as string)]),
  );
  command.option('--queue <address>', 'with --workers: queue whose worker processes train, as in `latentkit train`');
  return withPlace(addFlags(command, withoutDefaults)).action(
    async (folder: string, { queue, ...changes }: Record<string, unknown> & { queue?: string }) => {
      await whileTraining(async (signal, say) => {
        const { spec } = await recordOf(folder, catalogue);
        const ended = await withRounds(spec, { queue, catalogue, notice: say }, (doRound) =>
          followRun(resumeRun({ folder, catalogue, changes, signal, ...doRound }), { catalogue, say }),
        );
        if (!ended.trained) await reportIfNone(folder, catalogue, say, changes.data as string | undefined);
        return ended;
      });
    },
  );
}

/** A process that was killed while it wrote the report has finished the run and left none. */
async function reportIfNone(
  folder: string,
  catalogue: FullCatalogue,
  say: Say,
  place: string | undefined,
): Promise<void> {
  if (existsSync(join(folder, 'report.html'))) return;
  const record = await recordOf(folder, catalogue);
  const run = await opened(folder, record.engine.name, catalogue, place);
  try {
    for (const line of await reported(run, record, catalogue)) say(line);
  } finally {
    run.model.dispose();
  }
}
