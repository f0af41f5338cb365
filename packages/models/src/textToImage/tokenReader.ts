import type { Engine, HostArray, Table } from '@latentkit/core';
import type { TokenReads } from './drawTokens.ts';
import { keyValueCache } from './keyValueCache.ts';
import { readingSteps } from './readingSteps.ts';
import type { TextToImageModel } from './textToImageModel.ts';
import { tokenCount } from './tokenLayout.ts';

/** Compiled steps with their cache: for one drawing after another, of as many sequences each. */
export interface TokenReader extends TokenReads {
  readonly sequences: number;
  dispose(): void;
}

/**
 * `readingSteps` on an engine, with the cache of what was read. Making one takes most of the time of a drawing, so whoever draws again keeps it and hands it to
 * `sampleIndices`.
 *
 * @param options.sequences images, or twice as many with guidance
 * @example
 * import { eager, table } from '@latentkit/core';
 * const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * const model = textToImageModel(codes, { words: ['red'], textLength: 2, width: 8, heads: 2, depth: 1 });
 * const [engine, text] = [eager(), table(Int32Array.of(1, 0), [1, 2])];
 * const reader = await tokenReader(model, { engine, sequences: 1 });
 * for (const seed of [1, 2]) await drawImages(model, { engine, reader, text, seed });
 * reader.dispose();
 */
export async function tokenReader(
  model: TextToImageModel,
  { engine, sequences }: { engine: Engine; sequences: number },
): Promise<TokenReader> {
  const steps = readingSteps(model);
  const state = Object.values(model.variables);
  const [caption, index] = [await engine.program(steps.caption, state), await engine.program(steps.index, state)];
  const cache = keyValueCache(model, sequences);
  // Tokens are rows of a table of all of them, which never changes: no table is copied.
  const count = tokenCount(model.options, model.codes);
  const table: Table = { values: Int32Array.from({ length: count }, (_, token) => token), shape: [count], scale: 1 };
  return {
    sequences,
    async caption(rows) {
      const read = await caption.run({ tokens: { table, rows } }, { seed: 0, step: 0 });
      cache.write(read, 0);
      return { text: (read.text as HostArray).values, image: (read.image as HostArray).values };
    },
    async index(rows, position) {
      const inputs = { token: { table, rows }, position, ...cache.arrays };
      const read = await index.run(inputs, { seed: 0, step: position });
      cache.write(read, position);
      return (read.image as HostArray).values;
    },
    dispose() {
      caption.dispose();
      index.dispose();
    },
  };
}
