import type { Theme } from '../svg/theme.ts';
import type { ColorBar } from './colorBar.ts';
import type { Interval } from './interval.ts';
import type { Scale } from './scale.ts';

/** Where a layer draws: the plot is `width` × `height` pixels, its origin at the top left, and the scales give pixels in it. */
export interface Plot {
  readonly x: Scale;
  readonly y: Scale;
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
}

/** A name in the legend and the colour it stands for, by its place in the palette. */
export interface LegendItem {
  readonly name: string;
  readonly color: number;
  readonly mark: 'line' | 'dashes' | 'dot' | 'area';
}

/** The part of the plane that marks take. */
export interface Extent {
  readonly x: Interval;
  readonly y: Interval;
}

/** One kind of mark over the axes of a panel: curves, points, arrows, bars. A kind is one file here. */
export interface Layer {
  readonly extent: Extent;
  readonly legend: readonly LegendItem[];
  /** What its colours mean, where they are numbers; a panel has one at most. */
  readonly bar?: (theme: Theme) => ColorBar;
  /** What it shows, as a sentence for the figure's description. */
  readonly summary: string;
  draw(plot: Plot): string;
}
