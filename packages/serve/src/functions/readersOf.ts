import type { Engine } from '@latentkit/core';
import { type TextToImageModel, type TokenReader, tokenReader } from '@latentkit/models';

/** Numbers of sequences whose compiled step is kept: most requests ask for as many images as one before. */
const most = 4;

/** Compiled steps by their number of sequences, the last ones used. One is in use at a time. */
export function readersOf(model: TextToImageModel, engine: Engine) {
  const kept = new Map<number, TokenReader>();
  return {
    async of(sequences: number): Promise<TokenReader> {
      const reader = kept.get(sequences) ?? (await tokenReader(model, { engine, sequences }));
      // The newest stands last.
      kept.delete(sequences);
      kept.set(sequences, reader);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) {
        kept.get(oldest)?.dispose();
        kept.delete(oldest);
      }
      return reader;
    },
    dispose() {
      for (const reader of kept.values()) reader.dispose();
      kept.clear();
    },
  };
}
