import { element } from '../svg/element.ts';
import { requireSide, svgDocument } from '../svg/svgDocument.ts';
import { textElement } from '../svg/textElement.ts';
import { textWidth, wrap } from '../svg/textWidth.ts';
import { type Look, themeNamed } from '../svg/theme.ts';
import { axes } from './axes.ts';
import { colorBar, colorBarWidth } from './colorBar.ts';
import { union } from './interval.ts';
import type { Layer, Plot } from './layer.ts';
import { layout } from './layout.ts';
import { legend } from './legend.ts';
import type { PanelStyle } from './panelStyle.ts';
import { readable } from './readable.ts';
import { axisTitle, type NamedAxis } from './scale.ts';

/** A figure with two axes: what it says around its layers. */
export interface PanelText {
  readonly title: string;
  readonly x: NamedAxis;
  readonly y: NamedAxis;
}

const pad = 16;
const titleSize = 15;
const labelSize = 12;

/** Layers over common axes, under a title and a legend: one SVG file. */
export function panel({ title, x, y }: PanelText, layers: readonly Layer[], look: Look, style: PanelStyle): string {
  const { width = style.width } = look;
  const theme = themeNamed(look.theme ?? 'light', style.where);
  requireSide('width', width, style.where);
  if (look.height !== undefined) requireSide('height', look.height, style.where);

  const lines = wrap(title, titleSize, width - 2 * pad, true);
  const titleBase = pad + titleSize * 0.8;
  const key = legend(
    layers.flatMap((layer) => layer.legend),
    { x: pad, y: titleBase + (lines.length - 1) * 19 + 9, width: width - 2 * pad, theme },
  );
  const [bar] = layers.flatMap((layer) => layer.bar?.(theme) ?? []);
  const barTitle = wrap(bar?.title ?? '', labelSize, width - 2 * pad);
  const sides = [axisTitle(y), ...barTitle].reduce((sum, text) => sum + textWidth(text, labelSize), pad);
  const above = sides <= width - 2 * pad ? 0 : 16 * barTitle.length;
  const labelBase = titleBase + lines.length * 19 + key.height + (key.height > 0 ? 11 : 5) + above;
  const top = Math.round(labelBase + 12);

  const extent = layers.map((layer) => layer.extent).reduce((a, b) => ({ x: union(a.x, b.x), y: union(a.y, b.y) }));
  const right = pad + 4 + (bar === undefined ? 0 : colorBarWidth(bar));
  const frame = { width, height: look.height, top, right, bottom: pad + 36, left: pad + 8 };
  const placed = layout({ x, y }, extent, frame, style);
  const plot: Plot = { ...placed, theme };
  const usual = style.aspect === undefined ? style.height : top + placed.height + placed.bottom;
  const height = look.height ?? usual;

  const label = { size: labelSize, fill: theme.text };
  const description = `${axisTitle(y)} against ${axisTitle(x)}. ${layers.map((layer) => layer.summary).join(' ')}`;
  return svgDocument(
    { title, description },
    { width, height, theme },
    ...lines.map((text, i) =>
      textElement(text, { x: pad, y: titleBase + i * 19, size: titleSize, fill: theme.text, bold: true }),
    ),
    key.markup,
    textElement(axisTitle(y), { ...label, x: pad, y: labelBase }),
    ...barTitle.map((text, i) =>
      textElement(text, { ...label, x: width - pad, y: labelBase - above + i * 16, anchor: 'end' }),
    ),
    element(
      'g',
      { transform: `translate(${placed.left} ${top})`, ...readable(plot, { x, y }) },
      axes(plot, { x: x.log, y: y.log, slanted: placed.slanted }),
      ...layers.map((layer) => layer.draw(plot)),
      bar === undefined ? '' : colorBar(bar, plot),
    ),
    textElement(axisTitle(x), { ...label, x: placed.left + placed.width / 2, y: height - pad - 1, anchor: 'middle' }),
  );
}
