import { expected } from '@latentkit/errors';
import { textWidth } from '../svg/textWidth.ts';
import { equalExtent, equalHeight } from './aspect.ts';
import { labelled, tickSize } from './axes.ts';
import type { Extent, Plot } from './layer.ts';
import type { PanelStyle } from './panelStyle.ts';
import { type NamedAxis, namedScale, scale } from './scale.ts';

interface Axes {
  readonly x: NamedAxis;
  readonly y: NamedAxis;
}

/** A figure's width, its height where that is given, and the pixels that stand beside its plot, tick labels left of it not counted. */
interface Frame {
  readonly width: number;
  readonly height: number | undefined;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Where a plot stands in its figure, and how it maps numbers. `slanted`: the names under it are too long to stand level. */
export interface Layout extends Omit<Plot, 'theme'> {
  readonly left: number;
  readonly bottom: number;
  readonly slanted: boolean;
}

/** Fits a plot with its tick labels into a figure. A height that is not given follows from the aspect. */
export function layout(axes: Axes, extent: Extent, frame: Frame, style: PanelStyle): Layout {
  // The labels of the y axis depend on the plot's sides, and the sides on the labels' width: the second round has both.
  const first = fit(axes, extent, frame, style);
  const widest = Math.max(0, ...labelled(first.y, axes.y.log).map(({ label }) => textWidth(label, tickSize)));
  return fit(axes, extent, { ...frame, left: Math.ceil(frame.left + widest) }, style);
}

function fit(axes: Axes, extent: Extent, { width, height, ...room }: Frame, style: PanelStyle): Layout {
  const plotWidth = Math.round(width) - room.left - room.right;
  const widest = Math.max(0, ...(axes.x.names ?? []).map((name) => textWidth(name, tickSize)));
  const slanted = widest > plotWidth / (extent.x.high - extent.x.low) - 4;
  const bottom = room.bottom + (axes.x.names !== undefined && slanted ? Math.ceil(widest * Math.SQRT1_2) : 0);
  const free = Math.round(height ?? style.height) - room.top - bottom;
  const plotHeight = style.aspect !== undefined && height === undefined ? equalHeight(extent, plotWidth) : free;
  requireRoom(Math.min(plotWidth, plotHeight), style.where);
  const plot = { width: plotWidth, height: plotHeight };
  return { ...scales(axes, extent, plot, style), ...plot, left: room.left, bottom, slanted };
}

function scales(
  { x, y }: Axes,
  extent: Extent,
  { width, height }: { width: number; height: number },
  style: PanelStyle,
) {
  if (style.aspect === 'cells') {
    return {
      x: namedScale(x, extent.x, { from: 0, to: width }),
      y: namedScale(y, extent.y, { from: 0, to: height }),
    };
  }
  if (x.names !== undefined) {
    return {
      x: namedScale(x, extent.x, { from: 0, to: width }),
      y: scale(y, extent.y, { from: height, to: 0, margin: style.margin.y, count: Math.max(2, height / 34) }),
    };
  }
  const equal = style.aspect === 'equal';
  const shown = equal ? equalExtent(extent, style.margin.x, { width, height }) : extent;
  const margin = equal ? { x: 0, y: 0 } : style.margin;
  return {
    x: scale(x, shown.x, { from: 0, to: width, margin: margin.x, count: Math.max(2, width / 52) }),
    y: scale(y, shown.y, { from: height, to: 0, margin: margin.y, count: Math.max(2, height / 34) }),
  };
}

/** A long legend in a small figure leaves none. */
function requireRoom(side: number, where: string): void {
  if (side >= 48) return;
  throw expected({
    where,
    expected: 'room for a plot of 48 pixels beside title, legend and labels',
    received: `${side} pixels`,
    todo: 'Make the figure larger, or the names shorter.',
    code: 'OPTION',
  });
}
