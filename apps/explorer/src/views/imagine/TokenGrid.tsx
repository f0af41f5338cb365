import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Colours, useColours } from '../../look/useColours.ts';
import { type Grid, placeOf } from './crop.ts';

interface TokenGridProps {
  readonly layout: Grid;
  /** Tokens that are there. */
  readonly cells: number;
  readonly chosen: number;
  readonly onChoose: (token: number) => void;
  /** Darkness of each token, 0 to 1, instead of what is under it. */
  readonly shades?: readonly number[];
  /** What the chosen token is, in words: this grid is then the one that keys move in. */
  readonly words?: string;
  /** For who cannot see it, where keys do not move in it. */
  readonly label?: string;
  readonly children?: ComponentChildren;
}

/** Pixels of a token's place on the canvas. */
const side = 24;

/** The tokens of an image, to choose one by pointer, touch or keys: over the image itself, or as shades. */
export function TokenGrid({ layout, cells, chosen, onChoose, shades, words, label, children }: TokenGridProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  const [rows, columns] = layout.grid;
  useLayoutEffect(() => {
    if (canvas.current) draw(canvas.current, { layout, cells, chosen, shades, colours });
  }, [layout, cells, chosen, shades, colours]);

  const choose = (token: number) => {
    if (token >= 0 && token < cells) onChoose(token);
  };
  const onPointerDown = (event: PointerEvent) => {
    const { left, top, width, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const at = (share: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
    const row = at((event.clientY - top) / height, rows);
    choose(row * columns + at((event.clientX - left) / width, columns));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: chosen - 1,
      ArrowRight: chosen + 1,
      ArrowUp: chosen - columns,
      ArrowDown: chosen + columns,
      Home: 0,
      End: cells - 1,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
  };
  const slider = words !== undefined && {
    role: 'slider' as const,
    tabIndex: 0,
    'aria-label': 'Token of the image',
    'aria-valuemin': 1,
    'aria-valuemax': rows * columns,
    'aria-valuenow': chosen + 1,
    'aria-valuetext': words,
    onKeyDown,
  };
  return (
    <div class="token-grid" onPointerDown={onPointerDown} {...slider}>
      {children}
      <canvas
        ref={canvas}
        class={children ? 'over' : 'shades'}
        {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      />
    </div>
  );
}

interface Drawn extends Pick<TokenGridProps, 'layout' | 'cells' | 'chosen'> {
  readonly shades: readonly number[] | undefined;
  readonly colours: Colours;
}

function draw(canvas: HTMLCanvasElement, { layout, cells, chosen, shades, colours }: Drawn): void {
  const [rows, columns] = layout.grid;
  // A cell is square, however many tokens it has.
  const width = side / layout.planes;
  canvas.width = (columns / layout.planes) * side;
  canvas.height = rows * side;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const place = (token: number) => {
    const { row, column } = placeOf(token, layout);
    return [column * width, row * side, width, side] as const;
  };
  for (let token = 0; token < rows * columns; token++) {
    if (token >= cells) {
      context.globalAlpha = 1;
      context.fillStyle = colours.page;
    } else if (shades) {
      context.globalAlpha = shades[token] as number;
      context.fillStyle = colours.accent;
    } else continue;
    context.fillRect(...place(token));
  }
  context.globalAlpha = 1;
  if (cells === 0) return;
  const [x, y, w, h] = place(chosen);
  for (const [style, line] of [
    [colours.page, 4],
    [colours.accent, 2],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = line;
    context.strokeRect(x + 1, y + 1, w - 2, h - 2);
  }
}
