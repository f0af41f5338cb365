import { useRef } from 'preact/hooks';
import type { Extent } from '../../latent/extent.ts';
import { clamp } from './moveKeys.ts';
import type { PlotFrame } from './plotFrame.ts';

type Point = [number, number];

/** What a pointer does that is pressed and dragged. */
export type Drag = 'decode' | 'pan' | 'lasso';

/** What is heard of a pointer, in units of the plane. */
export interface Gestures {
  readonly extent: Extent;
  readonly drag?: Drag;
  /** @param begins the pointer was just pressed */
  readonly onMove?: (point: readonly [number, number], begins: boolean) => void;
  /** The pointer rests on the plane, pixels per unit beside it; nothing when it leaves. */
  readonly onHover?: (point: readonly [number, number] | undefined, scale: readonly [number, number]) => void;
  /** Below 1 to see less, about a point that stays where it is. */
  readonly onZoom?: (factor: number, about: readonly [number, number]) => void;
  readonly onPan?: (by: readonly [number, number]) => void;
  /** The corners so far, and whether the line is closed. */
  readonly onLasso?: (corners: readonly number[], closed: boolean) => void;
}

/** Press and drag to decode, pan or draw a lasso; shift pans; two fingers zoom and pan; the wheel zooms a plane that has the focus. */
export function usePointer({ extent, drag = 'decode', ...on }: Gestures, { toPoint, scale }: PlotFrame) {
  const held = useRef(new Map<number, PointerEvent>());
  const doing = useRef<Drag | 'pinch'>(drag);
  const corners = useRef<number[]>([]);
  const pointOf = ({ clientX, clientY }: PointerEvent | WheelEvent, element: EventTarget | null): Point => {
    const { left, top } = (element as HTMLElement).getBoundingClientRect();
    const [x, y] = toPoint(clientX - left, clientY - top);
    return [clamp(x, extent.x), clamp(y, extent.y)];
  };
  const pan = (from: PointerEvent, to: PointerEvent) =>
    on.onPan?.([(from.clientX - to.clientX) / scale[0], (to.clientY - from.clientY) / scale[1]]);
  const release = ({ pointerId }: PointerEvent) => {
    held.current.delete(pointerId);
    if (corners.current.length > 0) on.onLasso?.(corners.current, true);
    corners.current = [];
  };
  return {
    onPointerDown(event: PointerEvent) {
      if (!on.onMove || event.button !== 0) return;
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      held.current.set(event.pointerId, event);
      on.onHover?.(undefined, scale);
      doing.current = held.current.size > 1 ? 'pinch' : event.shiftKey ? 'pan' : drag;
      corners.current = doing.current === 'lasso' ? pointOf(event, event.currentTarget) : [];
      if (doing.current === 'decode') on.onMove(pointOf(event, event.currentTarget), true);
    },
    onPointerMove(event: PointerEvent) {
      const before = held.current.get(event.pointerId);
      const point = pointOf(event, event.currentTarget);
      if (before === undefined) {
        if (event.pointerType === 'mouse') on.onHover?.(point, scale);
        return;
      }
      const apart = spread(held.current);
      held.current.set(event.pointerId, event);
      if (doing.current === 'pinch') {
        const now = spread(held.current);
        if (apart > 0 && now > 0) on.onZoom?.(apart / now, point);
        pan(before, event);
      } else if (doing.current === 'pan') pan(before, event);
      else if (doing.current === 'decode') on.onMove?.(point, false);
      else {
        corners.current = [...corners.current, ...point];
        on.onLasso?.(corners.current, false);
      }
    },
    onPointerUp: release,
    onPointerCancel: release,
    onPointerLeave: () => on.onHover?.(undefined, scale),
    onWheel(event: WheelEvent) {
      // A page is scrolled over a plane that nobody uses.
      if (!on.onZoom || !(event.ctrlKey || document.activeElement === event.currentTarget)) return;
      event.preventDefault();
      on.onZoom(Math.exp(event.deltaY / 400), pointOf(event, event.currentTarget));
    },
  };
}

/** Pixels between two fingers. */
function spread(fingers: ReadonlyMap<number, PointerEvent>): number {
  const [a, b] = [...fingers.values()];
  return a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0;
}
