import type { View } from '../views/views.ts';

/** A link to every view. */
export function Navigation({ views, current }: { readonly views: readonly View[]; readonly current: string }) {
  return (
    <nav aria-label="Views">
      {views.map(({ name, title }) => (
        <a key={name} href={`#${name}`} {...(name === current && { 'aria-current': 'page' })}>
          {title}
        </a>
      ))}
    </nav>
  );
}
