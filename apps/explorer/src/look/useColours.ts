import { paletteOnDark, paletteOnLight } from '@latentkit/viz';
import { useEffect, useState } from 'preact/hooks';

/** What canvases are drawn with: the colours of the page's theme. */
export interface Colours {
  readonly dark: boolean;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly page: string;
  readonly accent: string;
  /** Of classes: index modulo ten. */
  readonly classes: readonly string[];
}

const darkness = () => matchMedia('(prefers-color-scheme: dark)');

function read(dark: boolean): Colours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    dark,
    ink: of('ink'),
    soft: of('soft'),
    line: of('line'),
    page: of('page'),
    accent: of('accent'),
    classes: dark ? paletteOnDark : paletteOnLight,
  };
}

/** The colours, anew when the reader's setting changes. */
export function useColours(): Colours {
  const [colours, setColours] = useState(() => read(darkness().matches));
  useEffect(() => {
    const query = darkness();
    const changed = () => setColours(read(query.matches));
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  return colours;
}
