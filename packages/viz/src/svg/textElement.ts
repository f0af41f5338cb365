import { element, escaped } from './element.ts';

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
export function textElement(text: string, { x, y, size, fill, anchor, bold }: TextStyle): string {
  const attributes = { x, y, 'font-size': size, fill, 'text-anchor': anchor, 'font-weight': bold ? 700 : undefined };
  return element('text', attributes, escaped(text));
}
