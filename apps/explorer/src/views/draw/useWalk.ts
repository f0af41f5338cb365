import { useEffect, useRef, useState } from 'preact/hooks';
import type { Run } from '../../run/run.ts';
import { type Judged, useJudged } from './useJudged.ts';

/** Between two steps of a walk that runs, so that one sees each. */
const pauseMs = 90;
/** A walk that runs ends after this many steps, or where no number moves by more than this. */
const mostSteps = 200;
const still = 2e-3;

/** x ← x + η (r(x) − x), from where it starts. */
export interface Walk {
  readonly at: Float32Array;
  readonly judged: Judged | undefined;
  readonly failure: string | undefined;
  /** F at the start and after each step. */
  readonly energies: readonly number[];
  readonly running: boolean;
  step(): void;
  run(): void;
  back(): void;
}

/** @param start a new one starts a new walk @param rate η */
export function useWalk(run: Run, start: Float32Array, rate: number): Walk {
  const [at, setAt] = useState(start);
  const [running, setRunning] = useState(false);
  const energies = useRef<number[]>([]);
  const back = () => {
    energies.current = [];
    // A copy, as it is to be judged again where nothing moved.
    setAt(start.slice());
    setRunning(false);
  };
  useEffect(back, [start, run]);
  const { value: judged, failure } = useJudged(run, at);
  const current = judged?.of === at ? judged : undefined;
  const counted = useRef<Judged | undefined>(undefined);
  if (current && counted.current !== current) {
    counted.current = current;
    energies.current = [...energies.current, current.energy];
  }

  const step = () => {
    if (!current) return;
    const { reconstruction } = current;
    setAt(at.map((x, i) => x + rate * ((reconstruction[i] as number) - x)));
  };
  useEffect(() => {
    if (!running || !current) return;
    const { reconstruction } = current;
    const arrived = at.every((x, i) => Math.abs(rate * ((reconstruction[i] as number) - x)) < still);
    if (arrived || energies.current.length > mostSteps) return setRunning(false);
    const timer = setTimeout(step, pauseMs);
    return () => clearTimeout(timer);
  }, [running, current]);
  return { at, judged, failure, energies: energies.current, running, step, run: () => setRunning(!running), back };
}
