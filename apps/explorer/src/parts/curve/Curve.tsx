import { useColours } from '../../look/useColours.ts';
import { useDrawing } from '../canvas/useDrawing.ts';
import { drawCurve } from './drawCurve.ts';

interface CurveProps {
  /** One number per step. Arrays that grow in place are drawn again with `count`. */
  readonly values: ArrayLike<number>;
  readonly count: number;
  /** The first step's number. */
  readonly first?: number;
  readonly log?: boolean;
  /** Its running mean over the curve itself, for noisy numbers. */
  readonly smooth?: boolean;
  /** How the first step is named. */
  readonly stepText?: (step: number) => string;
  /** What can be seen, for who cannot. */
  readonly label: string;
}

/** A curve over steps, drawn as it grows. */
export function Curve({
  values,
  count,
  first = 0,
  log = false,
  smooth = false,
  label,
  stepText = (step) => `step ${step}`,
}: CurveProps) {
  const colours = useColours();
  const canvas = useDrawing(
    (context, width, height) => drawCurve(context, { width, height, values, first, log, smooth, colours, stepText }),
    [values, count, first, log, smooth, colours],
  );
  return <canvas ref={canvas} class="curve" role="img" aria-label={label} />;
}
