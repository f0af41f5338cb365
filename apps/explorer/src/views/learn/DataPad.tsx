import type { TargetedPointerEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Phrase } from '../../language/phrases.ts';
import { useLanguage } from '../../language/useLanguage.ts';
import { useColours } from '../../look/useColours.ts';
import { useDrawing } from '../../parts/canvas/useDrawing.ts';
import { placeAt } from './placeAt.ts';

const extent = { x: [-1.15, 1.15], y: [-1.15, 1.15] } as const;
/** Fewer are no data set; more would be no faster to draw. */
const [least, most] = [20, 2000];
const shapes = {
  addBlobs: (t: number) => [t < 0.5 ? -0.6 : 0.6, 0.12 * Math.sin(40 * t)],
  addCircle: (t: number) => [0.8 * Math.cos(2 * Math.PI * t), 0.8 * Math.sin(2 * Math.PI * t)],
} as const satisfies Partial<Record<Phrase, (t: number) => [number, number] | number[]>>;

interface DataPadProps {
  readonly onUse: (points: Float32Array) => void;
  readonly onLeave: () => void;
}

type Pointer = TargetedPointerEvent<HTMLCanvasElement>;

/** A plane to draw data on: a stroke leaves points. */
export function DataPad({ onUse, onLeave }: DataPadProps) {
  const [points, setPoints] = useState<readonly number[]>([]);
  const { say } = useLanguage();
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
        aria-label={say('yourData', { count })}
        onPointerDown={add}
        onPointerMove={add}
      />
      <figcaption>{say(count < least ? 'drawMore' : 'drawYours', { count, least })}</figcaption>
      <div class="controls">
        <button type="button" class="primary" disabled={count < least} onClick={() => onUse(Float32Array.from(points))}>
          {say('trainOnThese')}
        </button>
        {(Object.keys(shapes) as (keyof typeof shapes)[]).map((name) => (
          <button
            key={name}
            type="button"
            onClick={() => setPoints([...points, ...Array.from({ length: 60 }, (_, i) => shapes[name](i / 60)).flat()])}
          >
            {say(name)}
          </button>
        ))}
        <button type="button" onClick={() => setPoints([])}>
          {say('clear')}
        </button>
        <button type="button" onClick={onLeave}>
          {say('ownData')}
        </button>
      </div>
    </figure>
  );
}
