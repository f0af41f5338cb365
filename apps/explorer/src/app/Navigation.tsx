import { useLayoutEffect, useRef } from 'preact/hooks';
import type { View } from '../views/views.ts';
import { hashNow, hashOfView, settingsOf, withSettings } from './address.ts';

interface NavigationProps {
  readonly views: readonly View[];
  readonly current: string;
  /** Runs of the page, which each link keeps. */
  readonly chosen: readonly string[];
}

/** A link to every view; on a phone the current one is scrolled to. */
export function Navigation({ views, current, chosen }: NavigationProps) {
  const hash = withSettings(hashNow(), settingsOf(chosen));
  const list = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const link = list.current?.querySelector<HTMLElement>('[aria-current]');
    // scrollIntoView would scroll the page too.
    if (list.current && link) list.current.scrollLeft = link.offsetLeft - list.current.clientWidth / 3;
  }, [current]);
  return (
    <nav ref={list} aria-label="Views">
      {views.map(({ name, title }) => (
        <a key={name} href={`#${hashOfView(hash, name)}`} {...(name === current && { 'aria-current': 'page' })}>
          {title}
        </a>
      ))}
    </nav>
  );
}
