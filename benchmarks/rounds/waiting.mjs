// A worker process whose jobs wait as long as a part of a round would train; `child` is the process that does them. A job that is to lose its worker kills it, once.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connect, queueAddress, serveJobs, startWorker } from '@latentkit/cluster';

if (process.argv[2] === 'child') serveJobs({ handlers: { wait: part } });
else {
  const connection = await connect(queueAddress(process.env.LATENTKIT_QUEUE));
  const child = { file: String(process.argv[1]), args: ['child'] };
  await startWorker({ connection, child, slots: 1, root: process.cwd() });
  process.stdout.write('at work\n');
}

/** @type {import('@latentkit/cluster').JobHandler} */
async function part({ data, folder }) {
  const { work, lost } = /** @type {import('./secondsARound.mjs').Part} */ (/** @type {unknown} */ (data.work));
  for (const [i, seconds] of lost.entries())
    if (isFirst(join(folder, `${data.job}-${i}`))) {
      await wait(1000 * seconds);
      process.kill(process.ppid, 'SIGKILL');
      process.exit(1);
    }
  await wait(1000 * work);
  return {};
}

/** Whether nobody was here before. @param {string} path */
function isFirst(path) {
  try {
    writeFileSync(path, '', { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}
