// A latent-variable energy model of an ellipse, cold and warm: npm run energy-surface -- [points] [epochs] [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { compiled } from '@latentkit/compile/node';
import { adam, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { ellipse } from '@latentkit/datasets';
import { angles, ellipseModel, energySurface, freeEnergy, freeEnergyByCodes, manifold } from '@latentkit/models';
import { type Contour, contour, csv, figureGrid } from '@latentkit/viz';

const [points = 2048, epochs = 40] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';
await resolveEngine(); // starts tfjs, which holds the variables
const engine = compiled();
const data = ellipse({ rows: points, seed: 1 }).train;
const codes = angles(96); // all of z that inference tries

const charts: Contour[] = [];
for (const [name, temperature] of [
  ['cold', {}],
  ['warm, β = 5', { beta: 5 }],
] as const) {
  // E(y, z) = (y₁ − w₁ cos z)² + (y₂ − w₂ sin z)²; F_∞ = min E, or the soft minimum F_β
  const model = ellipseModel({ seed: 1 });
  const objective = freeEnergy({ codes, ...temperature });
  for await (const event of train({ model, objective, data, optimizer: adam(), learningRate: 0.03, engine, epochs })) {
    if (event.kind === 'epoch' && event.epoch === epochs) console.log(`${name}: F = ${event.total.toFixed(4)}`);
  }
  const axis = { from: -2.6, to: 2.6, count: 121 };
  const surface = await energySurface((y) => freeEnergyByCodes(model, { y }, { codes, ...temperature }), {
    x: axis,
    y: axis,
  });
  const learned = await manifold(model, angles(97));
  model.dispose();
  const along = (coordinate: number) => learned.filter((_, i) => i % 2 === coordinate);
  charts.push({
    title: `F(y), ${name}`,
    x: { label: 'y₁' },
    y: { label: 'y₂' },
    surface: { label: 'F(y)', ...surface, levels: [0.02, 0.1, 0.25, 0.4, 0.55, 0.7, 1, 1.5, 2.5, 4] },
    points: data.y.values.subarray(0, 2 * 200),
    curves: [{ name: 'manifold', x: along(0), y: along(1) }],
  });
}

const page = figureGrid({
  title: 'The free energy of an ellipse',
  figures: charts.map(contour),
});
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/energy-surface.svg`, page.svg());
writeFileSync(`${folder}/energy-surface.csv`, csv(page.columns));
console.log(`${folder}/energy-surface.svg: cold, a crease where two codes explain a point as well; warm, it is gone`);
