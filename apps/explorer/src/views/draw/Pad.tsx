import { useRef } from 'preact/hooks';
import { useColours } from '../../look/useColours.ts';
import { useDrawing } from '../../parts/canvas/useDrawing.ts';
import { type Drawing, keyed, lifted, movedTo, pressed } from './pen.ts';

interface PadProps {
  readonly drawing: Drawing;
  readonly onDraw: (drawing: Drawing) => void;
}

/** Where one draws: with a mouse, a finger, or the keyboard. */
export function Pad({ drawing, onDraw }: PadProps) {
  const colours = useColours();
  const focused = useRef(false);
  const canvas = useDrawing(
    (context, side) => {
      context.fillStyle = '#000000';
      context.fillRect(0, 0, side, side);
      drawStrokes(context, side, drawing);
      if (drawing.strokes.length === 0) hint(context, side);
      if (focused.current) drawPen(context, side, drawing, colours.classes[1] as string);
    },
    [drawing, colours],
  );
  // Several pieces of one stroke come between two renders.
  const latest = useRef(drawing);
  latest.current = drawing;
  const change = (next: Drawing) => {
    latest.current = next;
    onDraw(next);
  };
  const at = (event: PointerEvent): [number, number] => {
    const { left, top, width, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return [(event.clientX - left) / width, (event.clientY - top) / height];
  };
  const held = useRef(false);
  const release = () => {
    if (held.current) change(lifted(latest.current));
    held.current = false;
  };
  const focus = (on: boolean) => () => {
    focused.current = on;
    change({ ...latest.current });
  };
  return (
    <div
      class="pad"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keyboard
      tabIndex={0}
      aria-label="Pad to draw on. Arrow keys move the pen, space sets it down or lifts it, backspace takes back a stroke, delete clears."
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        held.current = true;
        change(pressed(latest.current, ...at(event)));
      }}
      onPointerMove={(event) => {
        if (held.current) change(movedTo(latest.current, ...at(event)));
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onFocus={focus(true)}
      onBlur={focus(false)}
      onKeyDown={(event) => {
        const next = keyed(latest.current, event.key, event.shiftKey);
        if (!next) return;
        event.preventDefault();
        change(next);
      }}
    >
      <canvas ref={canvas} />
    </div>
  );
}

function drawStrokes(context: CanvasRenderingContext2D, side: number, { strokes }: Drawing): void {
  context.strokeStyle = '#ffffff';
  context.lineWidth = side / 13;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of strokes) {
    context.beginPath();
    for (let i = 0; i < stroke.length; i += 2) {
      context.lineTo((stroke[i] as number) * side, (stroke[i + 1] as number) * side);
    }
    // A line of no length has no caps.
    if (stroke.length === 2) context.lineTo((stroke[0] as number) * side + 0.01, (stroke[1] as number) * side);
    context.stroke();
  }
}

function hint(context: CanvasRenderingContext2D, side: number): void {
  context.fillStyle = '#b9c0c9';
  context.font = '16px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText('Draw here', side / 2, side / 2);
}

function drawPen(context: CanvasRenderingContext2D, side: number, { pen, down }: Drawing, colour: string): void {
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 2.5;
  context.beginPath();
  context.arc(pen[0] * side, pen[1] * side, side / 26, 0, 2 * Math.PI);
  if (down) context.fill();
  else context.stroke();
}
