import { Command } from 'commander';
import { resumeRun } from '../run/resumeRun.ts';
import { whileLocked } from '@latentkit/runs';
import { common } from '@latentkit/runs';
import { addFlags } from '../spec/flags.ts';

/** Keys of a spec that may change on the way. */
const { epochs, engine, saveEvery, keep, onNan } = common;

/** `latentkit resume <run> [flags]` */
export function resumeCommand(): Command {
  const command = new Command('resume')
    .description('go on with a run from its newest checkpoint, bit for bit as if it had not stopped')
    .argument('<run>', 'folder that `latentkit train` wrote')
    .addHelpText('after', '\nWhat is left out is as the run has it.');
  const optional = { epochs, engine, saveEvery, keep, onNan };
  const withoutDefaults = Object.fromEntries(
    Object.entries(optional).map(([key, field]) => [key, field.unwrap().describe(field.description as string)]),
  );
  return addFlags(command, withoutDefaults).action(async (path: string, flags: Record<string, unknown>) => {
    await whileLocked(path, () => resumeRun(path, flags));
  });
}
