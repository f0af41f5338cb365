import { join } from 'node:path';
import { expected } from '@latentkit/errors';
import type { Catalogue } from '../entry/catalogue.ts';
import { specOf } from '../spec/specOf.ts';
import type { RunRecord } from './record.ts';
import { openRunFolder } from './runFolder.ts';

/** What a run's `run.json` says, its spec as it stands there. @throws RUN where it does not say how the run went */
export async function readRecord(path: string): Promise<RunRecord> {
  const { record } = await openRunFolder(path);
  const isObject = (key: string) => typeof record[key] === 'object' && record[key] !== null;
  const missing = ['spec', 'data', 'engine', 'weights', 'judgedBy', 'epochs'].find((key) => !isObject(key));
  if (missing === undefined && Array.isArray(record.epochs)) return record as unknown as RunRecord;
  throw expected({
    where: join(path, 'run.json'),
    expected: missing === 'spec' ? 'a spec' : `${missing ?? 'epochs'} as \`latentkit train\` writes it`,
    received: missing === undefined ? 'no list' : 'none',
    todo: 'Train it again with this version of latentkit.',
    code: 'RUN',
  });
}

/** The same with its spec as it would be parsed today. @throws RUN, and SPEC for a spec that no longer fits */
export async function recordOf(path: string, catalogue: Catalogue): Promise<RunRecord> {
  const record = await readRecord(path);
  return { ...record, spec: specOf(path, { ...record }, { catalogue }) };
}
