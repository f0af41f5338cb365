import type { Table } from '@latentkit/core';
import { drawTokens, oneByOne } from '@latentkit/models';
import { useEffect, useState } from 'preact/hooks';
import type { WordsRun } from '../../run/wordsRun.ts';
import { entropyOf, probabilities } from './distribution.ts';

/** What a token was drawn from. */
export interface Step {
  readonly p: Float64Array;
  /** In nats. */
  readonly entropy: number;
}

/** What is to be drawn; passing a new object draws again. */
export interface Asked {
  /** [1, textLength] */
  readonly text: Table;
  readonly temperature: number;
  readonly topK: number;
  readonly guidance: number;
  readonly seed: number;
  /** The first indices, which stay, and what they were drawn from. */
  readonly given: readonly number[];
  readonly kept: readonly Step[];
}

/** An image as far as it is drawn. */
export interface Imagined {
  /** All indices, 0 where nothing is drawn yet. */
  readonly indices: Int32Array;
  /** Tokens that are there: the first so many. */
  readonly cells: number;
  /** The step of each of these tokens. */
  readonly steps: readonly Step[];
  /** −log p(t) and −log p(k|t) so far, in nats. */
  readonly energies: { readonly text: number; readonly image: number };
  readonly seed: number;
  /** Drawings that came to their end so far, this one included. */
  readonly finished: number;
  /** From the first token that was drawn to the last one so far. */
  readonly milliseconds: number;
}

/** A frame of the page: as long as tokens come faster, several are shown at once. */
const frameMs = 16;

/** The image of what is asked, token by token; what is no longer asked for ends. */
export function useImagined(run: WordsRun, asked: Asked): { readonly now?: Imagined; readonly failure?: string } {
  const [state, setState] = useState<{ readonly now?: Imagined; readonly failure?: string }>({});
  useEffect(() => {
    let live = true;
    const draw = async () => {
      const { kept, ...options } = asked;
      const steps = kept.slice(0, options.given.length);
      const reads = oneByOne(run.reader(options.guidance === 1 ? 1 : 2), run.card.tokens);
      const start = performance.now();
      let painted = start;
      for await (const { cells, indices, logits, energies } of drawTokens(reads, run.card.tokens, options)) {
        if (!live) return;
        const p = probabilities(logits);
        steps.push({ p, entropy: entropyOf(p) });
        const [text, image] = [energies.text[0] as number, energies.image[0] as number];
        const last = cells === indices.length;
        if (!last && performance.now() - painted < frameMs) continue;
        const milliseconds = performance.now() - start;
        const { seed } = asked;
        const shown = { indices, cells, steps: [...steps], energies: { text, image }, seed, milliseconds };
        setState((old) => ({ now: { ...shown, finished: (old.now?.finished ?? 0) + Number(last) } }));
        await nextFrame();
        painted = performance.now();
      }
    };
    draw().catch((error: unknown) => {
      if (live) setState({ failure: error instanceof Error ? error.message : String(error) });
    });
    return () => {
      live = false;
    };
  }, [run, asked]);
  return state;
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
