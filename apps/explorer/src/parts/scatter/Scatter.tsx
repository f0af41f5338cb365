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
import { layer } from './layer.ts';
import { clamp, moveKeys } from './moveKeys.ts';
import { plotFrame } from './plotFrame.ts';
import { useWidth } from './useWidth.ts';

export interface ScatterProps extends Marks {
  /** What it is, for who cannot see it. */
  readonly label: string;
  /** [n, 2], up to 10 000 of them. */
  readonly points: Float32Array;
  /** A class a point. */
  readonly labels?: Uint8Array | undefined;
  readonly extent: Extent;
  /** Names of x and y. */
  readonly axes: readonly [string, string];
  /** The cross that is dragged, if it can be. */
  readonly at?: readonly [number, number];
  /** A ring around a point. */
  readonly ring?: readonly [number, number];
  /** Points recede. */
  readonly faint?: boolean;
  /** Fills the extent, under everything. */
  readonly behind?: HTMLCanvasElement | undefined;
  readonly bubbles?: readonly Bubble[] | undefined;
  /** Makes the cross movable. @param begins the pointer was just pressed */
  readonly onMove?: (point: readonly [number, number], begins: boolean) => void;
  /** The pointer rests on the plane, pixels a unit beside it; nothing when it leaves. */
  readonly onHover?: (point: readonly [number, number] | undefined, scale: readonly [number, number]) => void;
}

/** Opacity of what is behind points. */
const receding = 0.38;

/** Points of a plane on a canvas; a cross on them that is dragged, or moved by the arrow keys. */
export function Scatter(props: ScatterProps) {
  const { label, points, labels, extent, axes, faint = false, behind, bubbles, at, ring, path, dots } = props;
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
      context.drawImage(behind, frame.left, frame.top, frame.width, frame.height);
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
    </>
  );
  const pointer = usePointer(props, frame.toPoint, frame.scale);
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
      class="scatter movable"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuenow={at[0]}
      aria-valuemin={extent.x[0]}
      aria-valuemax={extent.x[1]}
      aria-valuetext={`${axes[0]} ${numberText(at[0])}, ${axes[1]} ${numberText(at[1])}`}
      onKeyDown={(event) => {
        const moved = moveKeys(event, at, extent);
        if (!moved) return;
        event.preventDefault();
        props.onMove?.(moved, false);
      }}
      {...pointer}
    >
      {marks}
    </div>
  );
}

type Point = [number, number];

/** Press and drag to move, rest to hover. */
function usePointer(
  { extent, onMove, onHover }: ScatterProps,
  toPoint: (px: number, py: number) => Point,
  scale: readonly [number, number],
) {
  const held = useRef(false);
  const pointOf = (event: PointerEvent): Point => {
    const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const [x, y] = toPoint(event.clientX - left, event.clientY - top);
    return [clamp(x, extent.x), clamp(y, extent.y)];
  };
  const release = () => {
    held.current = false;
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      if (!onMove || event.button !== 0) return;
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      held.current = true;
      onHover?.(undefined, scale);
      onMove(pointOf(event), true);
    },
    onPointerMove: (event: PointerEvent) => {
      if (held.current) onMove?.(pointOf(event), false);
      else if (event.pointerType === 'mouse') onHover?.(pointOf(event), scale);
    },
    onPointerUp: release,
    onPointerCancel: release,
    onPointerLeave: () => onHover?.(undefined, scale),
  };
}
