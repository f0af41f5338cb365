import { element, round } from '../svg/element.ts';
import { textElement } from '../svg/textElement.ts';
import { textWidth, wrap } from '../svg/textWidth.ts';
import type { Theme } from '../svg/theme.ts';
import type { LegendItem } from './layer.ts';

const size = 12;
const rowHeight = 19;
/** Between two names; the narrow one where that keeps them in one row. */
const gaps = { wide: 18, narrow: 12 };
const swatch = { line: 18, dashes: 18, dot: 9, area: 14 };
const dash = { line: {}, dashes: { 'stroke-dasharray': '5 3' } };

/** The legend as rows of names, each after a swatch; as wide as `width`, as high as it needs. */
export function legend(
  items: readonly LegendItem[],
  { x, y, width, theme }: { x: number; y: number; width: number; theme: Theme },
): { markup: string; height: number } {
  const gap = gapOf(items, width);
  const parts: string[] = [];
  let left = 0;
  let row = 0;
  for (const { name, color, mark } of items) {
    const start = swatch[mark] + 6;
    const [line = ''] = wrap(name, size, width - start);
    const itemWidth = start + textWidth(line, size);
    if (left > 0 && left + itemWidth > width + 1e-6) {
      left = 0;
      row++;
    }
    const middle = y + row * rowHeight + rowHeight / 2;
    const fill = theme.palette[color];
    parts.push(
      sign(mark, { x: x + left, middle, fill: fill as string }),
      textElement(line, { x: x + left + start, y: middle + size * 0.35, size, fill: theme.text }),
    );
    left += itemWidth + gap;
  }
  return { markup: element('g', {}, ...parts), height: items.length === 0 ? 0 : (row + 1) * rowHeight };
}

function gapOf(items: readonly LegendItem[], width: number): number {
  const names = items.reduce((sum, { name, mark }) => sum + swatch[mark] + 6 + textWidth(name, size), 0);
  const free = (width - names) / Math.max(1, items.length - 1);
  return free < gaps.narrow ? gaps.wide : Math.min(gaps.wide, free);
}

function sign(mark: LegendItem['mark'], { x, middle, fill }: { x: number; middle: number; fill: string }): string {
  if (mark === 'line' || mark === 'dashes') {
    const d = `M${round(x)} ${round(middle)}h${swatch.line}`;
    return element('path', { d, stroke: fill, 'stroke-width': 2.5, ...dash[mark] });
  }
  if (mark === 'dot') return element('circle', { cx: x + swatch.dot / 2, cy: middle, r: swatch.dot / 2, fill });
  return element('rect', { x, y: middle - 5, width: swatch.area, height: 10, fill, 'fill-opacity': 0.55 });
}
