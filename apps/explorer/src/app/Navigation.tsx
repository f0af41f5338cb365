import { useLayoutEffect, useRef } from 'preact/hooks';
import type { View } from '../views/views.ts';

/** A link to every view; on a phone the current one is scrolled to. */
export function Navigation({ views, current }: { readonly views: readonly View[]; readonly current: string }) {
  const list = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const link = list.current?.querySelector<HTMLElement>('[aria-current]');
    // scrollIntoView would scroll the page too.
    if (list.current && link) list.current.scrollLeft = link.offsetLeft - list.current.clientWidth / 3;
  }, [current]);
  return (
    <nav ref={list} aria-label="Views">
      {views.map(({ name, title }) => (
        <a key={name} href={`#${name}`} {...(name === current && { 'aria-current': 'page' })}>
          {title}
        </a>
      ))}
    </nav>
  );
}
