import type { ReadToken } from '@latentkit/models';
import type { Tensor } from 'onnxruntime-web';
import { sizeOf, type WordsCard } from '../bundle/index.ts';
import { network, open } from './network.ts';
import type { WordsRun } from './wordsRun.ts';

/** A text-to-image run: its networks are fetched when they are first used. @param at a file of its folder, from the page */
export function openWords(card: WordsCard, at: (file: string) => string): WordsRun {
  const decoder = network(at('decoder.onnx'));
  const { grid } = card.tokens;
  let step: ReturnType<typeof open> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const reader: WordsRun['reader'] = (sequences) => {
    const shape = [sequences, ...card.cache.shape];
    const names = Array.from({ length: card.cache.blocks }, (_, i) => [`keys${i}`, `values${i}`]).flat();
    let cache: Readonly<Record<string, Tensor>> | undefined;
    const read: ReadToken = async (tokens, position) => {
      step ??= open(at('step.onnx'));
      const { session, tensor } = await step;
      cache ??= Object.fromEntries(names.map((name) => [name, tensor(new Float32Array(sizeOf(shape)), shape)]));
      const out = await session.run({
        token: tensor(Float32Array.from(tokens), [sequences]),
        position: tensor(Float32Array.of(position), []),
        ...cache,
      });
      cache = Object.fromEntries(names.map((name) => [name, out[`next.${name}`] as Tensor]));
      return { text: out.textLogits?.data as Float32Array, image: out.imageLogits?.data as Float32Array };
    };
    // A session does one run at a time, whoever asks.
    return (tokens, position) => {
      const result = last.then(() => read(tokens, position));
      last = result.catch(() => {});
      return result;
    };
  };
  return {
    card,
    reader,
    async imageOf(indices) {
      const values = Float32Array.from(indices);
      const out = await decoder({ indices: { values, shape: grid } }, values.length / sizeOf(grid));
      return out.reconstruction as Float32Array;
    },
  };
}
