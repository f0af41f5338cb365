// What a model does well and badly, figure by figure, from run folders: npm run diagnostics -- [images] [epochs] [folder]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue, csv, figures, openRun, trainRun } from 'latentkit';
import { z } from 'zod';

const [examples = 20_000, epochs = 5] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';
const known = catalogue([]);
const runs = mkdtempSync(join(tmpdir(), 'latentkit-diagnostics-'));
mkdirSync(folder, { recursive: true });

const drawn = {
  vae: ['extremes', 'class-errors', 'neighbors', 'latent-divergence'],
  'denoising-autoencoder': ['repairs'],
  'conditional-vae': ['class-styles'],
} as const;
for (const [model, names] of Object.entries(drawn)) {
  const path = join(runs, model);
  const spec = { model, data: 'mnist', examples, epochs };
  for await (const event of trainRun({ spec, catalogue: known, folder: path }))
    if (event.kind === 'evaluated') console.log(`${model}, epoch ${event.epoch}: ${event.test.perExample.toFixed(1)}`);
  const run = await openRun(path, { catalogue: known });
  for (const name of names) {
    const entry = figures[name];
    const options = z.object(entry.options).parse({});
    const figure = await entry.draw([run], options, known);
    writeFileSync(`${folder}/${name}.svg`, figure.svg());
    writeFileSync(`${folder}/${name}.csv`, csv(figure.columns));
    console.log(`${folder}/${name}.svg: ${figure.caption}`);
  }
  run.model.dispose();
}
rmSync(runs, { recursive: true });
