import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Bubble } from '../../latent/bubble.ts';
import type { Extent } from '../../latent/extent.ts';
import { numberText } from '../../look/numberText.ts';
import { useColours } from '../../look/useColours.ts';
import { Cross } from './Cross.tsx';
import { drawAxes } from './drawAxes.ts';
import { drawBubbles } from './drawBubbles.ts';
import { drawMarks, type Marks } from './drawMarks.ts';
import { drawPoints } from './drawPoints.ts';
import { Lasso } from './Lasso.tsx';
import { layer } from './layer.ts';
import { moveKeys } from './moveKeys.ts';
import { plotFrame } from './plotFrame.ts';
import { type Gestures, usePointer } from './usePointer.ts';
import { useWidth } from './useWidth.ts';

/** A picture of a part of the plane. */
export interface PlanePicture {
  readonly canvas: HTMLCanvasElement;
  readonly extent: Extent;
}

export interface ScatterProps extends Marks, Gestures {
  /** What it is, for screen readers. */
  readonly label: string;
  /** [n, 2], up to 10 000 of them. */
  readonly points: Float32Array;
  /** One class per point. */
  readonly labels?: Uint8Array | undefined;
  /** Names of x and y. */
  readonly axes: readonly [string, string];
  /** The cross that is dragged, if it can be. */
  readonly at?: readonly [number, number];
  /** A ring around a point. */
  readonly ring?: readonly [number, number];
  /** Points recede. */
  readonly faint?: boolean;
  /** Under everything. */
  readonly behind?: PlanePicture | undefined;
  readonly bubbles?: readonly Bubble[] | undefined;
  /** Corners of a line around points. */
  readonly lasso?: readonly number[] | undefined;
}

/** Opacity of what is behind points. */
const receding = 0.38;

/** Points of a plane on a canvas; a cross on them that is dragged, or moved by the arrow keys. */
export function Scatter(props: ScatterProps) {
  const { label, points, labels, extent, axes, faint = false, behind, bubbles, at, ring, path, dots, lasso } = props;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const side = useWidth(box);
  const colours = useColours();
  const frame = useMemo(() => plotFrame(extent, side, side), [extent, side]);

  useLayoutEffect(() => {
    if (!canvas.current || side === 0) return;
    const context = layer(canvas.current, side, side);
    drawAxes(context, frame, extent, axes, colours);
    context.save();
    context.beginPath();
    context.rect(frame.left, frame.top, frame.width, frame.height);
    context.clip();
    if (behind) {
      context.globalAlpha = points.length > 0 ? receding : 1;
      const { x, y } = behind.extent;
      const [[left, top], [right, bottom]] = [frame.toPixel(x[0], y[1]), frame.toPixel(x[1], y[0])];
      context.drawImage(behind.canvas, left, top, right - left, bottom - top);
      context.globalAlpha = 1;
    }
    drawPoints(context, frame, points, labels, colours, faint);
    if (bubbles) drawBubbles(context, frame, bubbles, labels, colours);
    drawMarks(context, frame, { path, dots }, colours);
    context.restore();
  }, [side, frame, points, labels, colours, faint, behind, bubbles, path, dots, axes[0], axes[1]]);

  const marks = (
    <>
      <canvas ref={canvas} />
      {side > 0 && <Cross frame={frame} at={at} ring={ring} />}
      {side > 0 && lasso && <Lasso frame={frame} corners={lasso} />}
    </>
  );
  const pointer = usePointer(props, frame);
  if (!at) {
    return (
      <div ref={box} class="scatter" role="img" aria-label={label} {...pointer}>
        {marks}
      </div>
    );
  }
  return (
    <div
      ref={box}
      class={`scatter movable ${props.drag ?? ''}`}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuenow={at[0]}
      aria-valuemin={extent.x[0]}
      aria-valuemax={extent.x[1]}
      aria-valuetext={`${axes[0]} ${numberText(at[0])}, ${axes[1]} ${numberText(at[1])}`}
      onKeyDown={(event) => {
        const factor = { '+': 0.7, '=': 0.7, '-': 1 / 0.7 }[event.key];
        const moved = moveKeys(event, at, extent);
        if (factor !== undefined) props.onZoom?.(factor, at);
        else if (moved) props.onMove?.(moved, false);
        else return;
        event.preventDefault();
      }}
      {...pointer}
    >
      {marks}
    </div>
  );
}
