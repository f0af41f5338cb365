import '@tensorflow/tfjs-backend-cpu';
import { type ModelEntry, type RunShape, runSpec } from '@latentkit/runs';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';

const full = catalogue();
const run = (exampleShape: readonly number[], range: readonly [number, number] = [0, 1]): RunShape => ({
  exampleShape,
  examples: 10,
  classes: 3,
  range,
  parts: {},
  stepsPerEpoch: 1,
});
const counted = Object.entries(full.models).filter(([, entry]) => entry.weights);

beforeAll(() => setBackend('cpu'));

describe('weights that are counted without building', () => {
  it.each(counted.map(([name, entry]) => [name, entry] as const))(
    'are those of %s',
    async (name, entry: ModelEntry) => {
      for (const shape of [run([9, 6, 3]), run([8, 8, 1], [-1, 2])]) {
        const given = Object.fromEntries(
          Object.entries({ hidden: [5, 4], latentSize: 3, atoms: 6, filters: [3, 4] }).filter(
            ([key]) => key in entry.options,
          ),
        );
        const spec = runSpec(full, { model: name, ...given });
        const model = await entry.build(spec, shape);
        const found = Object.values(model.variables).reduce((sum, { size }) => sum + size, 0);
        model.dispose();
        expect(entry.weights?.(spec, shape)).toBe(found);
      }
    },
  );

  it('are known of every model whose size follows that of images of any size', () => {
    const without = Object.keys(full.models).filter((name) => !full.models[name]?.weights);
    expect(without).toEqual(['ellipse-ebm', 'discrete-vae', 'grid-vq-vae', 'text-to-image']);
  });
});
