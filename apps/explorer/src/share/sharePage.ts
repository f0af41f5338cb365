import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expected } from '@latentkit/errors';
import { withoutPlaces } from '@latentkit/export';
import { pageFiles } from '../site/pageFiles.ts';
import { type NamedRun, siteData } from '../site/siteData.ts';
import { siteFolder } from '../siteFolder.ts';
import { checkSize } from './checkSize.ts';
import { shareHtml } from './shareHtml.ts';

/**
 * Report and explorer of a run as one HTML file that fetches nothing, from the disk or any host: networks, codes, observations and the runtime lie in
 * it as gzip in base64. A run of MNIST takes about 15 MB, 5 of them the runtime.
 *
 * @param report the HTML of its report
 * @throws SITE for a run of more than 32 MB
 */
export async function sharePage(named: NamedRun, report: string): Promise<string> {
  const data = await siteData([named]);
  checkSize(
    named.run.path,
    [...data.values()].reduce((sum, { length }) => sum + length, 0),
  );
  const clean = withoutPlaces(named.run.path, named.record);
  const files = new Map<string, Uint8Array | string>(data);
  for (const [path, content] of data)
    if (path.endsWith('.json')) files.set(path, clean(new TextDecoder().decode(content)));
  files.set('report.html', clean(report)).set('runtime.wasm', await runtime());
  const [script, style] = await Promise.all(['share.js', 'share.css'].map(built));
  const { spec, data: on } = named.record;
  return shareHtml({ title: `${spec.model} on ${on.name}`, script: script as string, style: style as string, files });
}

/** The WebAssembly of ONNX Runtime, of the built site. */
async function runtime(): Promise<Uint8Array> {
  const files = await pageFiles();
  const [found] = [...files].filter(([path]) => /ort-wasm-simd-threaded[^/]*\.wasm$/.test(path));
  if (found) return found[1];
  throw notBuilt(siteFolder());
}

function built(name: string): Promise<string> {
  const path = join(siteFolder(), '..', 'share', name);
  return readFile(path, 'utf8').catch((cause) => {
    throw notBuilt(path, cause);
  });
}

const notBuilt = (where: string, cause?: unknown) =>
  expected({
    where,
    expected: 'the built page of the explorer',
    received: 'none',
    todo: 'Install @latentkit/explorer again, or in a checkout build it with `pnpm build`.',
    code: 'SITE',
    cause,
  });
