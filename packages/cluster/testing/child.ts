// The child process of workers in tests: trials of the catalogue, and jobs that do one plain thing.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type JobHandler, serveJobs } from '../src/worker/serveJobs.ts';
import { plugin } from './plugin.ts';

/** Loaded when the first trial comes: other jobs need no tfjs. */
const trial: JobHandler = async (task, tell) => {
  const [{ trialHandler }, { known }] = await Promise.all([import('../src/trial/runTrial.ts'), import('./known.ts')]);
  return trialHandler(known)(task, tell);
};

/** Writes its text and gives its length. */
const text: JobHandler = async ({ data, attempt }) => {
  const said = String(data.work.text);
  await writeFile(join(attempt, 'text'), said);
  return said.length;
};

/** Ends its own process the first time. */
const crash: JobHandler = async (task, tell) => {
  const isFirst = await writeFile(join(task.folder, 'once'), '', { flag: 'wx' }).then(
    () => true,
    () => false,
  );
  if (isFirst) process.kill(process.pid, 'SIGKILL');
  return text(task, tell);
};

/** Parts of rounds; the first of all ends its own process. */
const part: JobHandler = async (task, tell) => {
  const isFirst = await writeFile(join(task.folder, 'once'), '', { flag: 'wx' }).then(
    () => true,
    () => false,
  );
  if (isFirst) process.kill(process.pid, 'SIGKILL');
  const [{ partHandler }, { known }] = await Promise.all([
    import('../src/rounds/partHandler.ts'),
    import('./known.ts'),
  ]);
  parts ??= partHandler(known);
  return parts(task, tell);
};
let parts: JobHandler | undefined;

const plugins = process.argv.includes('equipped') ? [plugin] : [];
serveJobs({ handlers: { trial, text, crash, part }, plugins });
