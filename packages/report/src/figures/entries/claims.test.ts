import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linearInterpolation, sphericalInterpolation } from '@latentkit/samplers';
import { describe, expect, it } from 'vitest';
import { gradientNormFigure } from '../gradientNormFigure.ts';
import { classesCaption } from '../latentFigure.ts';
import { learningRateFigure } from '../learningRateFigure.ts';
import { meanSquares } from '../meanSquares.ts';
import { reconstructionsCaption } from '../reconstructionsFigure.ts';
import { bubblesCaption } from './bubbles.ts';
import { accuracyCaption } from './captionAccuracy.ts';
import { classCaption } from './classErrors.ts';
import { stylesCaption } from './classStyles.ts';
import { comparisonCaption } from './comparison.ts';
import { compressionCaption } from './compression.ts';
import { copyCaption } from './denoisingField.ts';
import { partsCaption } from './divergenceParts.ts';
import { sharpestBend, surfaceCaption } from './energySurface.ts';
import { extremesCaption } from './extremes.ts';
import { inferenceCaption } from './inference.ts';
import { divergenceCaption } from './latentDivergence.ts';
import { middleOf } from './manifold.ts';
import { nearestRows, neighborsCaption } from './neighbors.ts';
import { repairsCaption } from './repairs.ts';
import { samplesCaption } from './samples.ts';
import { tradeOffCaption } from './tradeOff.ts';
import { traversalCaption } from './traversal.ts';
import { inferredCaption } from './variationalInference.ts';

/** Every number of a caption, in its order. */
const numbersIn = (caption: string) =>
  [...caption.matchAll(/(?<![A-Za-z])\d+(?:\.\d+)?/g)].map(([text]) => Number(text));

describe('what a caption claims is what its numbers say', () => {
  it('worst and best: the range, their rows and the median', () => {
    const errors = Float32Array.of(5, 1, 9, 3, 7);
    const caption = extremesCaption({ errors, split: 'test' });
    expect(caption).toContain('goes from 1 (row 1) to 9 (row 2); the median is 5.');
    expect(caption).toContain(`Among ${errors.length} test images`);
  });

  it('captions that images show: the lowest share, where one is not shown always', () => {
    const of = (exact: number, size: number) =>
      accuracyCaption([{ name: 'captions', captions: 4, shares: { shape: 1, size, relation: Number.NaN, exact } }]);
    expect(of(0.75, 0.8)).toContain(
      'Captions (4): everything is right in 75 % of the images; the lowest share is that of size, 80 %.',
    );
    expect(of(1, 1)).toContain('Captions (4): everything is right in 100 % of the images.');
  });

  it('errors by class: the least, the largest and their ratio', () => {
    const caption = classCaption({ names: ['a', 'b', 'c'], values: [20, 5, 10] });
    expect(caption).toBe('Lowest for b (5), highest for a (20), 4 times as much.');
    expect(classCaption({ names: ['a', 'b'], values: [3, 3] })).not.toContain('times');
    expect(classCaption({ names: ['a'], values: [3] })).toBe('All examples are of class a (3).');
  });

  it('neighbours: as near as they are, and the share of the same class', () => {
    const known = { values: Float32Array.of(0, 1, 2, 10), shape: [4, 1] };
    const nearest = nearestRows(known, { values: Float32Array.of(0.4, 9), shape: [2, 1] }, 2);
    expect(nearest).toEqual([
      [0, 1],
      [3, 2],
    ]);
    const labels = { train: [7, 8, 8, 8], test: [7, 8] };
    const caption = neighborsCaption({ nearest, among: 4, labels });
    // One of two, then two of two.
    expect(numbersIn(caption)).toEqual([2, 4, 2, 75]);
    expect(neighborsCaption({ nearest, among: 4 })).not.toContain('%');
  });

  it('latent dimensions: how many are used, the largest, and the sum', () => {
    expect(divergenceCaption([0.001, 2, 0.5])).toBe(
      '2 of 3 latent dimensions carry more than 0.01 nats, z2 the most (2); 2.5 nats in all.',
    );
  });

  it('repairs: the distance before and after, and no gain where there is none', () => {
    expect(meanSquares([0, 0, 1, 1], [1, 0, 1, 3], 2)).toBe(2.5);
    expect(repairsCaption({ before: 40, after: 10, images: 8 })).toMatch(/: 40 corrupted, 10 denoised\. .* 75 %/);
    expect(repairsCaption({ before: 10, after: 10, images: 8 })).toContain('no nearer');
  });

  it('class × style: all of it with the class where codes change nothing, and the reverse', () => {
    const byClass = [
      [0, 0],
      [1, 1],
    ];
    expect(stylesCaption(byClass, 2)).toContain(
      'class accounts for 100 % of the squared differences between these images, the code for 0 %',
    );
    const byCode = [
      [0, 1],
      [0, 1],
    ];
    expect(stylesCaption(byCode, 2)).toContain(
      'class accounts for 0 % of the squared differences between these images, the code for 100 %',
    );
  });

  it('bubbles: how far apart and how wide they are', () => {
    const chart = { means: [3, 4, -3, -4], deviations: [0.1, 0.2, 0.3, 0.4] };
    // √((9 + 16 + 9 + 16) / 4)
    expect(bubblesCaption(chart)).toContain('Each of the 2 ellipses');
    expect(bubblesCaption(chart)).toContain('is 3.54 per dimension and the median standard deviation 0.3;');
    expect(partsCaption([{ name: 'without U', spread: 9, width: 0.01 }])).toMatch(/without U: 9 and 0\.01\.$/);
  });

  it('energy: a crease where the cold surface bends sharply and the warm one does not', () => {
    const axis = { values: Float64Array.from({ length: 41 }, (_, i) => i / 10 - 2) };
    const over = (energy: (x: number) => number) =>
      sharpestBend({
        x: axis.values,
        y: axis.values,
        values: Float32Array.from({ length: 41 * 41 }, (_, i) => energy(axis.values[i % 41] as number)),
      });
    // Two points of a manifold at ±1: the colder, the sharper the ridge between them. −F″(0) = 4β − 2 for the sum of both.
    const warm = over((x) => -Math.log(Math.exp(-((x - 1) ** 2)) + Math.exp(-((x + 1) ** 2))));
    const cold = over((x) => Math.min((x - 1) ** 2, (x + 1) ** 2));
    expect(warm).toBeGreaterThan(1.8);
    expect(warm).toBeLessThan(2);
    expect(cold).toBeGreaterThan(30);
    expect(surfaceCaption([cold, warm])).toContain('crease');
    expect(surfaceCaption([warm, warm])).not.toContain('crease');
    expect(surfaceCaption([cold, 0])).toContain('which the warm one lacks');
  });

  it('inference: by how much the steps lower the energy, and that they do not', () => {
    expect(numbersIn(inferenceCaption([10, 7, 4]))).toEqual([2, 10, 4, 6]);
    expect(inferenceCaption([10, 11])).toContain('do not lower it');
  });

  it('trade-off: whether more divergence buys reconstruction, and where −ELBO is smallest', () => {
    const points = [
      { x: 1, y: 30, label: 'β = 4' },
      { x: 5, y: 20, label: 'β = 1' },
      { x: 20, y: 15, label: 'β = 0.2' },
    ];
    expect(tradeOffCaption(points)).toContain('loss falls at every step');
    expect(tradeOffCaption(points)).toContain('smallest for β = 1: 25 nats');
    expect(tradeOffCaption([points[0], { ...points[1], y: 31 }] as never)).toContain('does not fall at every step');
  });

  it('traversal: which dimension changes the images most and least', () => {
    // One pixel, eleven images a row: z1 goes from 0 to 1, z2 stays.
    const rows = [Float32Array.from({ length: 11 }, (_, i) => i / 10), new Float32Array(11)];
    expect(traversalCaption(rows)).toContain('largest for z1 (1), smallest for z2 (0)');
  });

  it('displacement: a map that moves no point copies its input, and is said to have no balance of pulls', () => {
    const axis = Float32Array.of(-1, 0, 1);
    const plane = { x: axis, y: axis, values: new Float32Array(9).fill(2e-5) };
    expect(copyCaption(plane)).toContain('moved by more than 0.00002: the model copies its input');
    expect(copyCaption({ ...plane, values: new Float32Array(9).fill(0.5) })).toBeUndefined();
  });

  it('samplers: how far their codes are from encoded data', () => {
    expect(samplesCaption([{ name: 'prior', away: 2 }], 0.1)).toContain('prior 2; codes of test data are 0.1 away');
  });

  it('compression: better than PCA only where the error is lower', () => {
    expect(compressionCaption({ size: 2, error: 30, pcaError: 40 })).toContain('30, 25.0 % less than 2 principal');
    expect(compressionCaption({ size: 2, error: 41, pcaError: 40 })).toContain('41, no less than 2 principal');
  });

  it('compression: the accuracies of both classifiers, where there are classes', () => {
    const told = { size: 2, error: 30, pcaError: 40 };
    expect(compressionCaption(told)).not.toContain('class');
    const caption = compressionCaption({ ...told, neighbors: 0.66, probe: 0.5841 });
    expect(caption).toContain(
      'the 10 nearest training codes give the right class in 66.0 % of cases, a linear classifier in 58.4 %',
    );
  });

  it('comparison: both errors of each model', () => {
    const caption = comparisonCaption([{ name: 'vae', noisy: 90, ofClean: 30, ofNoisy: 50 }], 0.4);
    expect(numbersIn(caption)).toEqual([0.4, 90, 30, 50]);
  });

  it('variational inference: ELBO + KL = log p(x) at both ends', () => {
    const [, first, end, from, to, evidence] = numbersIn(inferredCaption([-4, -3, -2], [-1.5, -1.5, -1.5]));
    expect([first, end, from, to, evidence]).toEqual([4, 2, 2.5, 0.5, 1.5]);
  });

  it('codes: the share of dots whose nearest dot has their class', () => {
    const points = [0, 0, 0, 1, 5, 5, 5, 6, 9, 9];
    expect(classesCaption(points, [1, 1, 2, 2, 3])).toContain('For 80 % of the dots, the nearest');
  });

  it('reconstructions: only test rows were kept from training', () => {
    const told = { error: 31.25, count: 10, kind: 'image' } as const;
    expect(reconstructionsCaption({ ...told, split: 'test' })).toContain('10 test examples, which were not used');
    expect(reconstructionsCaption({ ...told, split: 'train' })).toMatch(/^10 train examples and .*: 31\.3\.$/);
    expect(reconstructionsCaption({ ...told, kind: 'series', split: undefined })).toContain('10 windows and');
  });

  it('learning rate: its ends, and no figure where it never changes', () => {
    const record = { spec: { batchSize: 10 }, data: { train: [20] } } as never;
    expect(learningRateFigure(record, { learningRates: [0.1, 0.1] })).toBeUndefined();
    expect(learningRateFigure(record, { learningRates: [0.1, 0.2, 0.05] })?.caption).toBe(
      'From 0.05 to 0.2; 0.05 in the last of 3 steps.',
    );
  });

  it('norm of the gradients: its median, its largest and what was clipped, and no figure of older runs', () => {
    const record = { spec: { batchSize: 10, clipNorm: 2 }, data: { train: [20] } } as never;
    expect(gradientNormFigure(record, { gradientNorms: { at: [], norms: [] } })).toBeUndefined();
    const figure = gradientNormFigure(record, { gradientNorms: { at: [50, 100, 150], norms: [1.5, 4, 3] } });
    expect(figure?.caption).toBe(
      'Norm over all parameters, logged at 3 steps of the run. The median is 3, the largest 4 at step 100. These are norms before clipping: 2 of 3 exceeded 2 and were scaled down to it.',
    );
  });

  it('manifold: 1 % of the codes lie on either side of its range', () => {
    const codes = Float32Array.from({ length: 1001 }, (_, i) => (i * 5) % 1001);
    const [low, high] = middleOf(codes);
    expect(codes.filter((code) => code < low)).toHaveLength(10);
    expect(codes.filter((code) => code > high)).toHaveLength(10);
  });

  it('interpolation: both paths begin and end at the codes themselves', () => {
    const [a, b] = [Float32Array.of(1, 2), Float32Array.of(-3, 1)];
    for (const path of [linearInterpolation, sphericalInterpolation]) {
      const { values } = path(a, b, 11);
      expect([...values.slice(0, 2), ...values.slice(-2)]).toEqual(
        [1, 2, -3, 1].map((each) => expect.closeTo(each, 5)),
      );
    }
  });

  it('no other figure has a caption that is the same whatever it shows', () => {
    const folder = dirname(fileURLToPath(import.meta.url));
    const fixed = readdirSync(folder)
      .filter((name) => !name.endsWith('.test.ts'))
      .filter((name) => /caption:\s*['"]/.test(readFileSync(join(folder, name), 'utf8')));
    expect(fixed).toEqual(['interpolation.ts', 'manifold.ts']);
  });
});
