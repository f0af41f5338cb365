import { basename } from 'node:path';
import type { FullCatalogue } from '@latentkit/catalogue';
import { connect, runSweep, type SweepConfig, startWorker, sweepConfig } from '@latentkit/cluster';
import { defaultFolder } from '@latentkit/runs/internal';
import { Command } from 'commander';
import { child } from '../cluster/child.ts';
import { followSweep } from '../cluster/followSweep.ts';
import { addQueueFlags, queueFlags } from '../cluster/queueFlags.ts';
import { checkWorkers } from '../cluster/queuePlace.ts';
import { readConfigFile } from '../spec/configFile.ts';
import { whileTraining } from '../train/whileTraining.ts';

type Flags = { readonly queue?: string; readonly workers?: number; readonly out?: string };

/** `latentkit sweep <file>`, and `latentkit sweep resume <folder>`. */
export function sweepCommand(catalogue: FullCatalogue): Command {
  const command = new Command('sweep')
    .enablePositionalOptions()
    .argument('<file>', 'YAML or JSON with the keys method, metric, parameters, early_terminate, run_cap')
    .option('--out <folder>', 'new or empty (default: runs/<name of the file>)');
  addQueueFlags(command).action(async (file: string, flags: Flags) => {
    const written = await readConfigFile(file, { where: `sweep ${file}`, example: 'method: random' });
    const config = sweepConfig(written, file);
    await run({ config, folder: flags.out ?? defaultFolder(basename(file).replace(/\.\w+$/, '')) }, flags, catalogue);
  });
  const resume = new Command('resume')
    .description('continue a sweep, even if its processes and its queue are gone')
    .argument('<folder>', 'folder that `latentkit sweep` wrote');
  addQueueFlags(resume).action((folder: string, flags: Flags) => run({ folder }, flags, catalogue));
  return command.addCommand(resume);
}

async function run(
  sweep: { readonly config?: SweepConfig; readonly folder: string },
  flags: Flags,
  catalogue: FullCatalogue,
): Promise<void> {
  const { address, isLocal, root, workers } = await queueFlags(flags);
  checkWorkers(workers, !isLocal);
  await whileTraining(async (signal, say) => {
    const connection = await connect(address);
    try {
      // Trials that cannot be are refused before a process is started.
      const events = runSweep({ ...sweep, catalogue, connection, root, signal });
      const start = () => startWorker({ connection, child: child(), slots: workers, root });
      return await followSweep(events, { say, folder: sweep.folder, start: workers === 0 ? undefined : start });
    } finally {
      await connection.close();
    }
  });
}
