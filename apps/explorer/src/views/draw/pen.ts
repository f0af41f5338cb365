import type { Stroke } from './strokes.ts';

/** A drawing and the pen over it, in units of the pad's side. */
export interface Drawing {
  readonly strokes: readonly Stroke[];
  readonly pen: readonly [number, number];
  /** The pen inks where it goes. */
  readonly down: boolean;
}

export const blank: Drawing = { strokes: [], pen: [0.5, 0.5], down: false };

/** A step of an arrow key: a pixel of 28; with shift a quarter. */
const step = 1 / 28;

export const pressed = (drawing: Drawing, x: number, y: number): Drawing => ({
  strokes: [...drawing.strokes, [x, y]],
  pen: [x, y],
  down: true,
});

/** With ink if the pen is down. */
export function movedTo(drawing: Drawing, x: number, y: number): Drawing {
  if (!drawing.down) return { ...drawing, pen: [x, y] };
  const last = drawing.strokes.at(-1) ?? [...drawing.pen];
  return { ...drawing, strokes: [...drawing.strokes.slice(0, -1), [...last, x, y]], pen: [x, y] };
}

export const lifted = (drawing: Drawing): Drawing => ({ ...drawing, down: false });

/** Without its last stroke. */
export const undone = ({ strokes, pen }: Drawing): Drawing => ({ strokes: strokes.slice(0, -1), pen, down: false });

/**
 * What a key does: arrows move the pen, space sets it down or lifts it, backspace takes back a stroke, delete all of them.
 *
 * @returns the drawing, or nothing for other keys
 */
export function keyed(drawing: Drawing, key: string, shift: boolean): Drawing | undefined {
  const [x, y] = drawing.pen;
  const by = shift ? step / 4 : step;
  const within = (value: number) => Math.min(1, Math.max(0, value));
  const arrows: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [x - by, y],
    ArrowRight: [x + by, y],
    ArrowUp: [x, y - by],
    ArrowDown: [x, y + by],
  };
  const to = arrows[key];
  if (to) return movedTo(drawing, within(to[0]), within(to[1]));
  if (key === ' ') return drawing.down ? lifted(drawing) : pressed(drawing, x, y);
  if (key === 'Backspace') return undone(drawing);
  return key === 'Delete' ? { ...blank, pen: drawing.pen } : undefined;
}
