import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Said } from '../../language/phrases.ts';
import { type LessonName, lessons } from '../../learn/lessons.ts';
import type { FromWorker, Images, ToWorker } from '../../learn/protocol.ts';
import type { Probe } from '../../learn/scene.ts';
import type { Picture } from '../../learn/watch.ts';
import { forgetLearner, learner, nextStart } from './learner.ts';

/** A lesson in training, as the page sees it. */
export interface Trainer {
  readonly picture?: Picture;
  /** The total of every step so far; grows in place, `picture` changes with it. */
  readonly losses: readonly number[];
  /** What the steps run on, once that is known. */
  readonly engine?: Said;
  readonly failure?: Said;
}

export interface Wanted {
  readonly lesson: LessonName;
  readonly seed: number;
  /** Counts the resets. */
  readonly turn: number;
  readonly learningRate: number;
  readonly chosen: number;
  readonly knob: number;
  /** The place that is dragged. */
  readonly probe: Probe | undefined;
  readonly running: boolean;
  readonly speed: number;
  readonly width: number | undefined;
  /** Data drawn by hand. */
  readonly points: Float32Array | undefined;
  readonly images: Images | undefined;
}

/** Lessons of the images of a run. */
const withImages: ReadonlySet<LessonName> = new Set(['autoencoder', 'generator', 'targets', 'digits']);

/** The worker that trains what is wanted; a new lesson, seed, turn or set of images starts again, all else changes what runs. */
export function useTrainer({
  lesson,
  seed,
  turn,
  learningRate,
  chosen,
  knob,
  probe,
  running,
  speed,
  width,
  points,
  images,
}: Wanted): Trainer {
  // What was seen of another lesson, seed or turn is gone at once, before the worker hears of it.
  const about = lessons[lesson];
  const restarts = 'seenOnly' in about.knob ? '' : knob;
  const key = `${lesson} ${seed} ${turn} ${restarts} ${width ?? ''} ${points?.length ?? ''}`;
  const [kept, setTrainer] = useState<Trainer & { readonly key?: string }>({ losses: [] });
  const start = useRef(0);
  const worker = useMemo(learner, []);
  const say = (message: ToWorker) => worker.postMessage(message);

  useEffect(() => {
    worker.onerror = () => {
      forgetLearner();
      setTrainer((last) => ({ ...last, failure: { phrase: 'noWorker' } }));
    };
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'engine') setTrainer((last) => ({ ...last, engine: data.words }));
      if (data.kind === 'failure') setTrainer((last) => ({ ...last, failure: data.words }));
      if (data.kind !== 'picture' || data.start !== start.current) return;
      const { picture } = data;
      setTrainer((last) => {
        (last.losses as number[]).push(...picture.losses);
        // Where a place alone was dragged, the scene is the last one.
        const scene = picture.scene ?? last.picture?.scene;
        return { ...last, picture: { ...picture, ...(scene && { scene }) } };
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
    const settings = { learningRate, chosen, knob, probe, running, speed };
    say({ kind: 'start', start: start.current, lesson, seed, knob, width, points, settings });
  }, [key, points, withImages.has(lesson) && images]);
  useEffect(
    () => say({ kind: 'set', change: { learningRate, chosen, knob, probe, running, speed } }),
    [learningRate, chosen, knob, probe, running, speed],
  );
  return kept.key === key ? kept : { losses: [], ...(kept.engine && { engine: kept.engine }) };
}
