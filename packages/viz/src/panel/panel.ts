import { expected } from '@latentkit/errors';
import { element } from '../svg/element.ts';
import { requireSide, requireTitle, svgDocument } from '../svg/svgDocument.ts';
import { labelWidth, textElement } from '../svg/textElement.ts';
import { wrap } from '../svg/textWidth.ts';
import { type Look, themeNamed } from '../svg/theme.ts';
import { axes, labelled, tickSize } from './axes.ts';
import { union } from './interval.ts';
import type { Layer } from './layer.ts';
import { legend } from './legend.ts';
import { type Axis, axisTitle, scale } from './scale.ts';

/** A figure with two axes: what it says around its layers. */
export interface PanelText {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
}

/** How a kind of figure differs from others. */
export interface PanelStyle {
  /** The function that an error names. */
  readonly where: string;
  readonly width: number;
  readonly height: number;
  /** How much of an axis stays free at each end. */
  readonly margin: { readonly x: number; readonly y: number };
}

const pad = 16;
const titleSize = 15;
const labelSize = 12;

/** Layers over common axes, under a title and a legend: one SVG file. */
export function panel({ title, x, y }: PanelText, layers: readonly Layer[], look: Look, style: PanelStyle): string {
  const { width = style.width, height = style.height } = look;
  const theme = themeNamed(look.theme ?? 'light', style.where);
  requireTitle(title, style.where);
  requireSide('width', width, style.where);
  requireSide('height', height, style.where);

  const lines = wrap(title, titleSize, width - 2 * pad, true);
  const titleBase = pad + titleSize * 0.8;
  const key = legend(
    layers.flatMap((layer) => layer.legend),
    { x: pad, y: titleBase + (lines.length - 1) * 19 + 9, width: width - 2 * pad, theme },
  );
  const labelBase = titleBase + lines.length * 19 + key.height + (key.height > 0 ? 11 : 5);
  const top = Math.round(labelBase + 12);
  const plotHeight = Math.round(height) - top - pad - 36;

  const extent = layers.map((layer) => layer.extent).reduce((a, b) => ({ x: union(a.x, b.x), y: union(a.y, b.y) }));
  const yScale = scale(y, extent.y, {
    from: plotHeight,
    to: 0,
    margin: style.margin.y,
    count: Math.max(2, plotHeight / 34),
  });
  const widest = Math.max(0, ...labelled(yScale, y.log).map(({ label }) => labelWidth(label, tickSize)));
  const left = Math.ceil(pad + 8 + widest);
  const plotWidth = Math.round(width) - left - pad - 4;
  requireRoom(Math.min(plotWidth, plotHeight), style.where);
  const xScale = scale(x, extent.x, {
    from: 0,
    to: plotWidth,
    margin: style.margin.x,
    count: Math.max(2, plotWidth / 52),
  });
  const plot = { x: xScale, y: yScale, width: plotWidth, height: plotHeight, theme };

  const label = { size: labelSize, fill: theme.text };
  const description = `${axisTitle(y)} against ${axisTitle(x)}. ${layers.map((layer) => layer.summary).join(' ')}`;
  return svgDocument(
    { title, description },
    { width, height, theme },
    ...lines.map((text, i) =>
      textElement({ text }, { x: pad, y: titleBase + i * 19, size: titleSize, fill: theme.text, bold: true }),
    ),
    key.markup,
    textElement({ text: axisTitle(y) }, { ...label, x: pad, y: labelBase }),
    element(
      'g',
      { transform: `translate(${left} ${top})` },
      axes(plot, { x: x.log, y: y.log }),
      ...layers.map((layer) => layer.draw(plot)),
    ),
    textElement({ text: axisTitle(x) }, { ...label, x: left + plotWidth / 2, y: height - pad - 1, anchor: 'middle' }),
  );
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
