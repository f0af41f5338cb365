/** An element of a parsed SVG. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

/** A strict reader for what this package writes: every tag closed, every attribute quoted, every entity known. */
export function parseSvg(svg: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const token = /<(\/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot);[^"<&]*)*")*)(\/?)>|([^<]+)/gy;
  while (token.lastIndex < svg.length) {
    const at = token.lastIndex;
    const match = token.exec(svg);
    if (match === null) throw new Error(`not well-formed at ${at}: ${svg.slice(at, at + 40)}`);
    const [, closing, name = '', attributes = '', empty, text] = match;
    const parent = open.at(-1) as Node;
    if (text !== undefined) {
      parent.text += decode(text);
    } else if (closing) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing at ${at}`);
    } else {
      const node: Node = { name, attributes: attributesOf(attributes), children: [], text: '' };
      parent.children.push(node);
      if (!empty) open.push(node);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('one root element, closed');
  return root.children[0] as Node;
}

/** Every element of this name, in document order. */
export function all(node: Node, name: string): Node[] {
  return [...(node.name === name ? [node] : []), ...node.children.flatMap((child) => all(child, name))];
}

/** The texts of a figure, in document order. */
export function texts(svg: string): string[] {
  return all(parseSvg(svg), 'text').map(
    ({ text, children }) => text + children.map((child) => `^${child.text}`).join(''),
  );
}

function attributesOf(written: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(written.matchAll(/ ([^=]+)="([^"]*)"/g), ([, key, value]) => [key, decode(value ?? '')]),
  );
}

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
