import { connect, startWorker } from '@latentkit/cluster';
import { expected, LatentKitError } from '@latentkit/errors';
import { Command } from 'commander';
import { child } from '../cluster/child.ts';
import { addQueueFlags, queueFlags } from '../cluster/queueFlags.ts';
import { checkWorkers } from '../cluster/queuePlace.ts';
import { interrupt, raised } from '../train/interrupt.ts';

const say = (text: string) => void process.stdout.write(`${text}\n`);

/** `latentkit worker --queue <address>`: does jobs until SIGTERM or Ctrl-C. */
export function workerCommand(): Command {
  const command = new Command('worker').addHelpText(
    'after',
    '\nStart it in the folder that it shares with the coordinator: it reads and writes nowhere else.',
  );
  return addQueueFlags(command).action(async (flags: { queue?: string; workers?: number }) => {
    const { address, root, workers } = await queueFlags(flags);
    if (address.kind === 'memory')
      throw expected({
        where: 'worker, --queue',
        expected: 'the address of a server',
        received: 'none',
        todo: 'Write --queue redis://localhost:6379, or put the address into LATENTKIT_QUEUE.',
        code: 'QUEUE',
      });
    checkWorkers(workers, false);
    const { signal, release } = interrupt(() => say('stopping: other workers take over the jobs in progress'));
    const connection = await connect(address);
    let refuse = (_: string) => {};
    const refused = new Promise<string>((resolve) => {
      refuse = resolve;
    });
    const at = { connection, child: child(), slots: workers, root, notice: say };
    const worker = await startWorker({ ...at, unfit: (message) => refuse(message) });
    say(`${workers} at work for ${address.shown} in ${root}; Ctrl-C ends it`);
    const message = await Promise.race([raised(signal), refused]);
    await worker.close();
    await connection.close();
    release();
    if (typeof message === 'string') throw new LatentKitError(message, { code: 'PLUGIN' });
  });
}
