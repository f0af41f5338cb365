import { element, escaped } from './element.ts';
import { textWidth } from './textWidth.ts';

/** A text with an optional raised exponent: `10` and `−3` for 10⁻³. */
export interface Label {
  readonly text: string;
  readonly exponent?: string;
}

const raised = { size: 0.72, by: 0.36 };

/** Width in pixels. */
export function labelWidth({ text, exponent = '' }: Label, size: number): number {
  return textWidth(text, size) + textWidth(exponent, size * raised.size);
}

/** Where a line of text stands (`y` is its baseline) and how it is written. */
export interface TextStyle {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly anchor?: 'middle' | 'end';
  readonly bold?: boolean;
}

/** A line of text, as text: it can be selected, searched and read aloud. */
export function textElement({ text, exponent }: Label, { x, y, size, fill, anchor, bold }: TextStyle): string {
  const children = [escaped(text)];
  if (exponent !== undefined) {
    children.push(element('tspan', { dy: -size * raised.by, 'font-size': size * raised.size }, escaped(exponent)));
  }
  const weight = bold ? 700 : undefined;
  return element('text', { x, y, 'font-size': size, fill, 'text-anchor': anchor, 'font-weight': weight }, ...children);
}
