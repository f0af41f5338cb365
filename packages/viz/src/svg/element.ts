/** Attributes of an element; what is undefined is left out, numbers are rounded to hundredths. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An SVG element as text; its children are markup already. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escaped(String(value))}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

/** Hundredths of a pixel are more than any screen or printer shows. */
export function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Text that is safe inside an element or an attribute. XML 1.0 cannot write control characters or half a surrogate pair: they become spaces. */
export function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ')
    .replace(/[&<>"]/g, (character) => entities[character] as string);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
