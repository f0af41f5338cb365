import type { Interval } from './interval.ts';
import { linearTicks, logTicks, type Tick } from './ticks.ts';

/** An axis as its user describes it. */
export interface Axis {
  readonly label: string;
  readonly unit?: string;
  /** Logarithmic, to base ten. */
  readonly log?: boolean;
}

/** The label with its unit: `time (s)`. */
export function axisTitle({ label, unit }: Axis): string {
  return unit === undefined ? label : `${label} (${unit})`;
}

/** An axis of places 0, 1, …, e.g. of classes, which may have names. */
export interface NamedAxis extends Axis {
  readonly names?: readonly string[];
}

/** The parts of an axis that stay free at its ends. */
export interface Ends {
  readonly low: number;
  readonly high: number;
}

/** True where the axis has a finite place for the value: on a logarithmic one, for positive numbers only. */
export function hasPlace({ log }: Axis, value: number): boolean {
  return Number.isFinite(value) && (!log || value > 0);
}

/** From numbers to pixels. */
export interface Scale {
  readonly ticks: readonly Tick[];
  /** The numbers at both ends of its pixels. */
  readonly ends: readonly [number, number];
  place(value: number): number;
}

/**
 * The scale of an axis: `interval`, widened at both ends by `margin` of its length, over the pixels `from` … `to`.
 * A constant gets an interval around it, so that it stands in the middle.
 */
export function scale(
  { log }: Axis,
  interval: Interval,
  { from, to, margin, count }: { from: number; to: number; margin: number | Ends; count: number },
): Scale {
  const unit = log ? Math.log10 : (value: number) => value;
  const [low, high] = widen(unit(interval.low), unit(interval.high), margin, constantReach(interval, log));
  const shown = { low: log ? 10 ** low : low, high: log ? 10 ** high : high, whole: interval.whole };
  return {
    ticks: (log ? logTicks : linearTicks)(shown, count),
    ends: [shown.low, shown.high],
    place: (value) => from + ((unit(value) - low) / (high - low)) * (to - from),
  };
}

/** The scale of an axis of places 0, 1, …, each as wide; no name, no tick. */
export function namedScale(
  { names = [] }: NamedAxis,
  { low, high }: Interval,
  { from, to }: { from: number; to: number },
): Scale {
  return {
    ticks: names.map((name, value) => ({ value, name })),
    ends: [low, high],
    place: (value) => from + ((value - low) / (high - low)) * (to - from),
  };
}

function widen(low: number, high: number, margin: number | Ends, reach: number): [number, number] {
  const length = high - low;
  if (length <= 1e-12 * Math.max(Math.abs(low), Math.abs(high))) return [low - reach, high + reach];
  const free = typeof margin === 'number' ? { low: margin, high: margin } : margin;
  return [low - free.low * length, high + free.high * length];
}

/** How far the axis goes to each side of a constant: an epoch, a factor of two, a tenth. */
function constantReach({ low, whole }: Interval, log = false): number {
  if (log) return Math.log10(2);
  return whole && Math.abs(low) < 1e6 ? 1 : Math.abs(low) * 0.1 || 1;
}
