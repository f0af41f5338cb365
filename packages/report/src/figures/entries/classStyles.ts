import type { HostArray } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import { decoded, encoded, picked } from '@latentkit/runs';
import { imageGrid } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { gridOf } from '../reconstructionsFigure.ts';

const mostClasses = 20;

export const classStyles = defineFigure({
  summary: 'one code under every class: what the class decides, and what the code decides',
  runs: ['a conditional model of images'],
  train: ['latentkit train conditional-vae'],
  options: { styles: z.int().positive().max(20).default(8).describe('codes, those of the first test images') },
  inReport: ({ entry }) => (entry.given ? { first: true, options: {} } : undefined),
  async draw([run], { styles }) {
    const { entry, model } = run;
    const { test, classes } = await run.data();
    const count = 'classes' in model ? Math.min(Number(model.classes), mostClasses) : 0;
    if (entry.given === undefined || count === 0) {
      throw expected({
        where: `run ${run.path}`,
        expected: 'a model that is given the class',
        received: run.spec.model,
        todo: 'Train a conditional-vae.',
        code: 'RUN',
      });
    }
    const some = Math.min(styles, test.y.shape[0] as number);
    const codes = await encoded(run, picked(test.y, [...Array(some).keys()]));
    const columns: HostArray[] = [];
    for (let label = 0; label < count; label++) {
      columns.push(await decoded({ ...run, model: entry.given(model, label) }, codes));
    }
    const shape = test.y.shape.slice(1);
    const size = (columns[0] as HostArray).values.length / some;
    const rows = Array.from({ length: some }, (_, style) => {
      const values = new Float32Array(count * size);
      columns.forEach((column, label) => {
        values.set(column.values.subarray(style * size, (style + 1) * size), label * size);
      });
      const labels = columns.map((_, label) => (classes?.[label] ?? String(label)).slice(0, 4));
      return {
        title: `code of test ${style}`,
        images: { values, shape: [count, ...shape] },
        ...(style === some - 1 && { labels }),
      };
    });
    const grid = gridOf('Each code under every class', shape, rows);
    return Object.assign(imageGrid(grid), {
      name: 'class-styles',
      title: grid.title,
      caption: `Each row decodes the code of one of ${some} images, each column for one of ${count} classes. ${stylesCaption(
        columns.map(({ values }) => values),
        some,
      )}`,
    });
  },
});

/** Read off the images: whether the class or the code changes them more. @param columns of each class the images of all codes */
export function stylesCaption(columns: readonly ArrayLike<number>[], styles: number): string {
  const size = (columns[0]?.length ?? 0) / styles;
  let [byClass, byCode] = [0, 0];
  for (let pixel = 0; pixel < size; pixel++) {
    const value = (label: number, style: number) => columns[label]?.[style * size + pixel] as number;
    for (let style = 0; style < styles; style++)
      byClass += variance(columns.map((_, label) => value(label, style))) / styles;
    for (let label = 0; label < columns.length; label++) {
      byCode += variance(Array.from({ length: styles }, (_, style) => value(label, style))) / columns.length;
    }
  }
  const share = (100 * byClass) / (byClass + byCode || 1);
  return `The class accounts for ${share.toFixed(0)} % of the squared differences between these images, the code for ${(100 - Number(share.toFixed(0))).toFixed(0)} %.`;
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
