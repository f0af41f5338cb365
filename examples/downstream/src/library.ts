// What `latentkit train`, `resume`, `report` and `export` do, by library code alone: tsx src/library.ts <folder>
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogue, exportRun, openRun, resumeRun, trainRun, writeReport } from 'latentkit';
import config from './plugin.ts';

const [folder = 'runs/library'] = process.argv.slice(2);
const source = await readFile(new URL('./plugin.ts', import.meta.url));
const plugin = { name: 'latentkit-downstream-example', sha256: createHash('sha256').update(source).digest('hex') };
const known = catalogue([{ config, plugin }]);

const spec = { model: 'ring-autoencoder', data: 'bars', epochs: 6, engine: 'cpu' };
// Leaving the loop stops the run, and what it has learned is saved.
for await (const event of trainRun({ spec, catalogue: known, folder })) {
  if (event.kind === 'evaluated' && event.epoch === 2) break;
}
for await (const event of resumeRun({ catalogue: known, folder })) {
  if (event.kind === 'evaluated') console.log(`epoch ${event.epoch}: ${event.test.perExample} nats`);
  if (event.kind === 'finished') await writeReport(event.run, event.record, known);
}

const run = await openRun(folder, { catalogue: known });
await mkdir(join(folder, 'onnx'));
for (const [name, content] of await exportRun(run)) await writeFile(join(folder, 'onnx', name), content);
run.model.dispose();
