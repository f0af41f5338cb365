import type { FullCatalogue } from '@latentkit/catalogue';
import { type OpenRun, openRun, streamedNotice } from '@latentkit/runs';
import { chooseEngine } from '../engines/chooseEngine.ts';

/** A run, opened on the engine of this name; what is to be known of it goes to stderr. */
export async function opened(path: string, engineName: string, catalogue: FullCatalogue): Promise<OpenRun> {
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  const run = await openRun(path, { catalogue, engine: await chooseEngine(engineName, say) });
  run.notices.forEach(say);
  let data: ReturnType<OpenRun['data']> | undefined;
  const loaded = async () => {
    const found = await run.data();
    streamedNotice(found).forEach(say);
    return found;
  };
  return {
    ...run,
    data() {
      data ??= loaded();
      return data;
    },
  };
}
