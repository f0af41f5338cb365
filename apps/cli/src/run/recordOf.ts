import { join } from 'node:path';
import { expected } from '@latentkit/errors';
import type { RunRecord } from './record.ts';
import { openRunFolder } from './runFolder.ts';
import { specOf } from './specOf.ts';

/** What a run's `run.json` says, its spec as it would be parsed today. @throws RUN where it does not say how the run went */
export async function recordOf(path: string): Promise<RunRecord> {
  const { record } = await openRunFolder(path);
  const spec = specOf(path, record);
  const missing = ['data', 'engine', 'weights', 'judgedBy', 'epochs'].find((key) => typeof record[key] !== 'object');
  if (missing === undefined && Array.isArray(record.epochs)) return { ...(record as unknown as RunRecord), spec };
  throw expected({
    where: join(path, 'run.json'),
    expected: `${missing ?? 'epochs'} as \`latentkit train\` writes it`,
    received: missing === undefined ? 'no list' : 'none',
    todo: 'Train it again with this version.',
    code: 'RUN',
  });
}
