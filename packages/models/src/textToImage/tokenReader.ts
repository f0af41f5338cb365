import type { Engine, HostArray, Table } from '@latentkit/core';
import { cachedStep } from './cachedStep.ts';
import type { ReadToken } from './drawTokens.ts';
import type { TextToImageModel } from './textToImageModel.ts';
import { tokenCount } from './tokenLayout.ts';

/** A compiled step with its cache: for one drawing after another, of as many sequences each. */
export interface TokenReader {
  readonly sequences: number;
  readonly read: ReadToken;
  dispose(): void;
}

/**
 * `cachedStep` on an engine. Making one takes most of the time of a drawing, so whoever draws again keeps it and hands it to `sampleIndices`.
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
  const cached = cachedStep(model, sequences);
  try {
    const program = await engine.program(cached.step, cached.state);
    // Tokens are rows of a table of all of them, which never changes: no table is copied.
    const count = tokenCount(model.options, model.codes);
    const table: Table = { values: Int32Array.from({ length: count }, (_, token) => token), shape: [count], scale: 1 };
    return {
      sequences,
      async read(rows, position) {
        const { text, image } = await program.run({ token: { table, rows }, position }, { seed: 0, step: position });
        return { text: (text as HostArray).values, image: (image as HostArray).values };
      },
      dispose() {
        program.dispose();
        cached.dispose();
      },
    };
  } catch (error) {
    cached.dispose();
    throw error;
  }
}
