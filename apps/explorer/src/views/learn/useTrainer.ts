import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LessonName } from '../../learn/lessons.ts';
import type { FromWorker, Images, ToWorker } from '../../learn/protocol.ts';
import type { Picture } from '../../learn/watch.ts';
import { forgetLearner, learner, nextStart } from './learner.ts';

/** A lesson in training, as the page sees it. */
export interface Trainer {
  readonly picture?: Picture;
  /** The total of every step so far; grows in place, `picture` changes with it. */
  readonly losses: readonly number[];
  /** What the steps run on, once that is known. */
  readonly engine?: string;
  readonly failure?: string;
}

export interface Wanted {
  readonly lesson: LessonName;
  readonly seed: number;
  /** Counts the resets. */
  readonly turn: number;
  readonly learningRate: number;
  readonly chosen: number;
  readonly running: boolean;
  readonly images: Images | undefined;
}

/** The worker that trains what is wanted; a new lesson, seed, turn or set of images starts anew, all else changes what runs. */
export function useTrainer({ lesson, seed, turn, learningRate, chosen, running, images }: Wanted): Trainer {
  // What was seen of another lesson, seed or turn is gone at once, before the worker hears of it.
  const key = `${lesson} ${seed} ${turn}`;
  const [kept, setTrainer] = useState<Trainer & { readonly key?: string }>({ losses: [] });
  const start = useRef(0);
  const worker = useMemo(learner, []);
  const say = (message: ToWorker) => worker.postMessage(message);

  useEffect(() => {
    worker.onerror = () => {
      forgetLearner();
      const failure = 'learn: expected a worker that starts, received an error. Load the page again.';
      setTrainer((last) => ({ ...last, failure }));
    };
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'engine') setTrainer((last) => ({ ...last, engine: data.words }));
      if (data.kind === 'failure') setTrainer((last) => ({ ...last, failure: data.message }));
      if (data.kind !== 'picture' || data.start !== start.current) return;
      const { picture } = data;
      setTrainer((last) => {
        (last.losses as number[]).push(...picture.losses);
        return { ...last, picture };
      });
      // The next picture is made once this one can be seen.
      requestAnimationFrame(() => requestAnimationFrame(() => say({ kind: 'drawn' })));
    };
    return () => {
      worker.onmessage = null;
      say({ kind: 'set', change: { running: false } });
    };
  }, [worker]);
  useEffect(() => say({ kind: 'images', images }), [images]);
  useEffect(() => {
    start.current = nextStart();
    setTrainer(({ engine }) => ({ key, losses: [], ...(engine && { engine }) }));
    say({ kind: 'start', start: start.current, lesson, seed, settings: { learningRate, chosen, running } });
  }, [lesson, seed, turn, lesson === 'digits' && images]);
  useEffect(() => say({ kind: 'set', change: { learningRate, chosen, running } }), [learningRate, chosen, running]);
  return kept.key === key ? kept : { losses: [], ...(kept.engine && { engine: kept.engine }) };
}
