import type { TargetedPointerEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useColours } from '../../look/useColours.ts';
import { useDrawing } from '../../parts/canvas/useDrawing.ts';
import { placeAt } from './placeAt.ts';

const extent = { x: [-1.15, 1.15], y: [-1.15, 1.15] } as const;
/** Fewer are no data set; more would be no faster to draw. */
const [least, most] = [20, 2000];
const shapes = {
  'two blobs': (t: number) => [t < 0.5 ? -0.6 : 0.6, 0.12 * Math.sin(40 * t)],
  'a circle': (t: number) => [0.8 * Math.cos(2 * Math.PI * t), 0.8 * Math.sin(2 * Math.PI * t)],
} as const satisfies Record<string, (t: number) => [number, number] | number[]>;

interface DataPadProps {
  readonly onUse: (points: Float32Array) => void;
  readonly onLeave: () => void;
}

type Pointer = TargetedPointerEvent<HTMLCanvasElement>;

/** A plane to draw data on: a stroke leaves points. */
export function DataPad({ onUse, onLeave }: DataPadProps) {
  const [points, setPoints] = useState<readonly number[]>([]);
  const colours = useColours();
  const canvas = useDrawing(
    (context, width, height) => {
      context.fillStyle = colours.ink;
      for (let i = 0; i < points.length; i += 2) {
        const x = (((points[i] as number) - extent.x[0]) / (extent.x[1] - extent.x[0])) * width;
        const y = ((extent.y[1] - (points[i + 1] as number)) / (extent.y[1] - extent.y[0])) * height;
        context.fillRect(x - 1.5, y - 1.5, 3, 3);
      }
    },
    [points, colours],
  );
  const add = (event: Pointer) => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    if (event.buttons === 0 || points.length >= 2 * most) return;
    const place = placeAt(event, event.currentTarget.getBoundingClientRect(), extent);
    setPoints((last) => [...last, ...place]);
  };
  const count = points.length / 2;
  return (
    <figure>
      <canvas
        ref={canvas}
        class="plane dragged"
        role="img"
        aria-label={`Your data: ${count} points. Draw with the pointer, or add a shape by the buttons.`}
        onPointerDown={add}
        onPointerMove={add}
      />
      <figcaption>
        Draw your data: {count} points{count < least && `, at least ${least}`}.
      </figcaption>
      <div class="controls">
        <button type="button" class="primary" disabled={count < least} onClick={() => onUse(Float32Array.from(points))}>
          Train on these
        </button>
        {Object.entries(shapes).map(([name, at]) => (
          <button
            key={name}
            type="button"
            onClick={() => setPoints([...points, ...Array.from({ length: 60 }, (_, i) => at(i / 60)).flat()])}
          >
            Add {name}
          </button>
        ))}
        <button type="button" onClick={() => setPoints([])}>
          Clear
        </button>
        <button type="button" onClick={onLeave}>
          The lesson’s own data
        </button>
      </div>
    </figure>
  );
}
