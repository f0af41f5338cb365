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
  /** Colours of classes: index modulo ten. */
  readonly classes: readonly string[];
}

const darkness = () => matchMedia('(prefers-color-scheme: dark)');

/** As the address says, else as the reader's system does. */
const isDark = () => {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === 'dark' : darkness().matches;
};

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

/** The colours, updated when the reader's setting changes. */
export function useColours(): Colours {
  const [colours, setColours] = useState(() => read(isDark()));
  useEffect(() => {
    const query = darkness();
    const changed = () => setColours(read(isDark()));
    const observer = new MutationObserver(changed);
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    query.addEventListener('change', changed);
    return () => {
      observer.disconnect();
      query.removeEventListener('change', changed);
    };
  }, []);
  return colours;
}
