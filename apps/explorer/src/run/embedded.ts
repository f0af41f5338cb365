/** Of a page that holds its files: `<script type="application/gzip" data-file="path">` with gzip as base64. Data blocks are never run. */
const elementOf = (path: string) =>
  document.querySelector<HTMLScriptElement>(`script[type="application/gzip"][data-file="${CSS.escape(path)}"]`);

/** A file that stands in the page itself; undefined where the page is of a site and holds none. */
export async function embedded(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const text = elementOf(path)?.textContent;
  if (text === undefined || text === null) return undefined;
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
