import type { TokenReads } from './drawTokens.ts';
import type { TokenLayout } from './tokenLayout.ts';

/** Logits of the token after the one that was read: `text` [sequences · (words + 1)], `image` [sequences · size]. */
export interface NextLogits {
  readonly text: ArrayLike<number>;
  readonly image: ArrayLike<number>;
}

/** Reads a token of each sequence at a position; those before it are remembered. */
export type ReadToken = (tokens: Int32Array, position: number) => Promise<NextLogits>;

/**
 * Reads of whole captions from a reader of tokens, such as the `step.onnx` of an exported run.
 *
 * @example
 * const layout = { words: ['red'], textLength: 1, grid: [1, 2], planes: 1, size: 3 } as const;
 * const reads = oneByOne(async () => ({ text: [0, 0], image: [0, 0, 0] }), layout);
 * (await reads.caption(Int32Array.of(0, 1))).image.length; // 3
 */
export function oneByOne(
  read: ReadToken,
  { textLength, words }: Pick<TokenLayout, 'textLength' | 'words'>,
): TokenReads {
  const length = textLength + 1;
  const size = words.length + 1;
  return {
    async caption(tokens) {
      const sequences = tokens.length / length;
      const text = new Float32Array(sequences * textLength * size);
      let image: ArrayLike<number> = [];
      for (let position = 0; position < length; position++) {
        const column = Int32Array.from({ length: sequences }, (_, i) => tokens[i * length + position] as number);
        const next = await read(column, position);
        image = next.image;
        // The last word predicts an index.
        if (position === textLength) break;
        for (let i = 0; i < sequences; i++)
          for (let word = 0; word < size; word++)
            text[(i * textLength + position) * size + word] = next.text[i * size + word] as number;
      }
      return { text, image };
    },
    index: async (tokens, position) => (await read(tokens, position)).image,
  };
}
