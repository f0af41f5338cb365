import type { Figure } from '@latentkit/viz';

/** Colours of the page that are one in the light and another in the dark, by the name of their variable. */
export type Inks = Map<string, { readonly name: string; readonly light: string; readonly dark: string }>;

const colour = /#[0-9a-f]{6}\b/gi;

/**
 * A figure as markup that follows the reader's setting: one picture whose colours are variables, where light and dark differ in colours alone, else
 * two pictures of which one is shown.
 *
 * @param inks gets what is new
 */
export function bothLooks(svg: Figure['svg'], { width, inks }: { width?: number; inks: Inks }): string {
  const size = width === undefined ? {} : { width };
  const [light, dark] = (['light', 'dark'] as const).map((theme) => svg({ theme, ...size })) as [string, string];
  const [own, others] = [light.match(colour) ?? [], dark.match(colour) ?? []];
  if (light.replace(colour, '#') !== dark.replace(colour, '#')) {
    return `<div class="light">${light}</div>\n<div class="dark">${dark}</div>`;
  }
  let at = 0;
  return light.replace(colour, () => inkOf(inks, own[at] as string, others[at++] as string));
}

function inkOf(inks: Inks, light: string, dark: string): string {
  if (light === dark) return light;
  const key = light + dark;
  const known = inks.get(key) ?? { name: `--f${inks.size}`, light, dark };
  inks.set(key, known);
  return `var(${known.name})`;
}

/** The variables; on paper as in the light. */
export function inkStyle(inks: Inks): string {
  const all = (look: 'light' | 'dark') => [...inks.values()].map((ink) => `${ink.name}:${ink[look]}`).join(';');
  return `:root{${all('light')}}@media screen and (prefers-color-scheme:dark){:root{${all('dark')}}}`;
}
