import { streams } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import { useRef } from 'preact/hooks';
import { observation } from '../../run/observation.ts';
import type { Run } from '../../run/run.ts';
import { noiseLike } from './strangers.ts';

/** Standard deviation of the noise that is put on a picture, in its units. */
const deviation = 0.4;

interface SourcesProps {
  readonly run: Run;
  readonly at: Float32Array;
  readonly onTake: (x: Float32Array) => void;
}

/** What else a walk may start from: stored data, noise, or what there is with noise on it. */
export function Sources({ run, at, onTake }: SourcesProps) {
  const taken = useRef({ row: 0, noise: 0 });
  const { images, card } = run;
  const next = (of: 'row' | 'noise') => {
    taken.current[of] += 1;
    return taken.current[of];
  };
  const noisy = () => {
    const draw = { seed: next('noise'), stream: streams.callers, step: 2 };
    const noise = fillNormal(new Float32Array(at.length), draw);
    const within = card.stored === 'u8' ? (value: number) => Math.min(1, Math.max(0, value)) : (value: number) => value;
    return at.map((x, i) => within(x + deviation * (noise[i] as number)));
  };
  return (
    <div class="controls">
      <button type="button" onClick={() => onTake(observation(run, next('row') % card.images).slice())}>
        Data
      </button>
      <button type="button" onClick={() => onTake(noiseLike(images, next('noise')).slice(0, at.length))}>
        Noise
      </button>
      <button type="button" onClick={() => onTake(noisy())}>
        Add noise
      </button>
    </div>
  );
}
