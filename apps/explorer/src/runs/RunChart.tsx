import { useMemo, useRef, useState } from 'preact/hooks';
import { useColours } from '../look/useColours.ts';
import { useDrawing } from '../parts/canvas/useDrawing.ts';
import { type ChartFrame, drawLines, drawWords, endsOf, placesIn } from './drawLines.ts';
import { lineLook } from './lineLook.ts';
import { numberOf } from './numberOf.ts';
import { type Series, valueAt } from './series.ts';

interface RunChartProps {
  readonly series: readonly Series[];
  readonly log: boolean;
  readonly x: string;
  /** What stands in the place of the lines where there is none. */
  readonly waiting: string;
  /** What can be seen, for screen readers. */
  readonly label: string;
}

type Range = readonly [number, number];

/** Lines of runs over common axes. Pointing, or the arrow keys, reads them at one place; dragging across zooms. */
export function RunChart({ series, log, x, waiting, label }: RunChartProps) {
  const colours = useColours();
  const [zoom, setZoom] = useState<Range>();
  const [at, setAt] = useState<number>();
  const from = useRef<number | undefined>(undefined);
  const frame = useRef<ChartFrame>(null);
  const ends = useMemo(() => endsOf(series, { zoom, log }), [series, zoom, log]);
  const canvas = useDrawing(
    (context, width, height) => {
      frame.current = { width, height, ...ends };
      if (series.length === 0) drawWords(context, frame.current, waiting, colours.soft);
      else drawLines(context, series, frame.current, { colours, xLabel: x });
      if (at !== undefined) mark(context, frame.current, at, from.current, colours.ink);
    },
    [series, ends, colours, at, waiting],
  );
  const place = (event: PointerEvent): number => {
    const { left } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const { xs } = frame.current as ChartFrame;
    return Math.min(xs[1], Math.max(xs[0], placesIn(frame.current as ChartFrame).xAt(event.clientX - left)));
  };
  const release = (event: PointerEvent) => {
    const [start, end] = [from.current, place(event)];
    from.current = undefined;
    const [low, high] = (frame.current as ChartFrame).xs;
    if (start !== undefined && Math.abs(end - start) > 0.02 * (high - low))
      setZoom([Math.min(start, end), Math.max(start, end)]);
  };
  const move = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -0.02, ArrowRight: 0.02 }[event.key];
    const { xs } = frame.current as ChartFrame;
    if (event.key === 'Escape') {
      setZoom(undefined);
      setAt(undefined);
    }
    if (step === undefined) return;
    event.preventDefault();
    setAt(Math.min(xs[1], Math.max(xs[0], (at ?? xs[0]) + step * (xs[1] - xs[0]))));
  };
  return (
    <div class="chart">
      <div
        class="plot"
        tabIndex={0}
        role="slider"
        aria-label={`${label}. Arrow keys read the values, Escape shows the whole range.`}
        aria-valuenow={at ?? ends.xs[0]}
        aria-valuemin={ends.xs[0]}
        aria-valuemax={ends.xs[1]}
        aria-valuetext={at === undefined ? 'nothing read' : [`${x} ${numberOf(at)}`, ...read(series, at)].join(', ')}
        onPointerDown={(event) => {
          from.current = place(event);
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => setAt(place(event))}
        onPointerUp={release}
        onPointerLeave={() => setAt(undefined)}
        onDblClick={() => setZoom(undefined)}
        onKeyDown={move}
      >
        <canvas ref={canvas} />
      </div>
      {zoom && (
        <button type="button" class="whole" onClick={() => setZoom(undefined)}>
          Whole range
        </button>
      )}
      <p class="read" role="status">
        {at === undefined
          ? 'Point at the chart to read values; drag across it to zoom in.'
          : [`${x} ${numberOf(at)}`, ...read(series, at)].map((part) => <span key={part}>{part}</span>)}
      </p>
      <ul class="legend">
        {[...new Map(series.map(({ name, place }) => [name, place]))].map(([name, place]) => (
          <li key={name}>
            <Swatch colour={lineLook(place, colours).colour} />
            {name}
          </li>
        ))}
        {series.some(({ train }) => !train) && <li class="quiet">thin: training batches · thick: test split</li>}
      </ul>
    </div>
  );
}

export function Swatch({ colour }: { readonly colour: string }) {
  return (
    <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
      <circle cx="5" cy="5" r="5" fill={colour} />
    </svg>
  );
}

function read(series: readonly Series[], at: number): string[] {
  return series.flatMap((line) => {
    const value = valueAt(line, at);
    const both = series.some(({ name, train }) => name === line.name && train !== line.train);
    return value === undefined
      ? []
      : [`${line.name}${both ? (line.train ? ', batch' : ', test') : ''} ${numberOf(value)}`];
  });
}

/** A line at what is read, and the part that is being dragged over. */
function mark(
  context: CanvasRenderingContext2D,
  frame: ChartFrame,
  at: number,
  from: number | undefined,
  colour: string,
): void {
  const { across, top, bottom } = placesIn(frame);
  context.fillStyle = colour;
  context.globalAlpha = 0.5;
  context.fillRect(across(at) - 0.5, top, 1, bottom - top);
  if (from !== undefined) {
    context.globalAlpha = 0.12;
    context.fillRect(across(from), top, across(at) - across(from), bottom - top);
  }
  context.globalAlpha = 1;
}
