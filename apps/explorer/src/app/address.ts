/** What the hash of the page says: `#learn/digits?run&knob=2` is the view `learn`, its part `digits`, and settings. */
export interface Address {
  readonly view: string;
  readonly part: string;
  readonly settings: URLSearchParams;
}

/**
 * @param hash without #
 *
 * Settings of any view: `embed` leaves out what is around it, for a frame in another page; `theme` is `light` or `dark`, else the reader's;
 * `lang` is `fr` for lessons in French.
 *
 * `addressOf('learn/digits?run').part` is 'digits'
 */
export function addressOf(hash: string): Address {
  const [path = '', settings = ''] = hash.split('?');
  const [view = '', part = ''] = path.split('/');
  return { view, part, settings: new URLSearchParams(settings) };
}

/** Settings that hold for the whole page, whatever the view: the runs, what is around it, its theme and its language. */
const ofPage = ['of', 'beside', 'embed', 'theme', 'lang'];

/**
 * A hash with settings changed; what is undefined goes.
 *
 * `withSettings('plane?at=1,2', { at: undefined, of: 'vae' })` is 'plane?of=vae'
 */
export function withSettings(hash: string, changes: Readonly<Record<string, string | undefined>>): string {
  const { settings } = addressOf(hash);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) settings.delete(name);
    else settings.set(name, value);
  }
  const [path = ''] = hash.split('?');
  // A comma may stand in a query; settings without a value, such as `embed`, have no =.
  const text = settings
    .toString()
    .replaceAll('%2C', ',')
    .replace(/=(?=&|$)/g, '');
  return text === '' ? path : `${path}?${text}`;
}

/** The hash of another view, with what holds for the whole page. */
export function hashOfView(hash: string, view: string): string {
  const { settings } = addressOf(hash);
  const kept = ofPage.map((name) => [name, settings.get(name) ?? undefined] as const);
  return withSettings(view, Object.fromEntries(kept));
}

/** The runs of the page as settings. */
export const settingsOf = ([of, beside]: readonly string[]) => ({ of, beside });

/** The runs that settings name, where the page has them; else its first, and beside it another where there is one. */
export function chosenOf(names: readonly string[], settings: URLSearchParams): readonly string[] {
  const named = (setting: string) => names.find((name) => name === settings.get(setting));
  const first = named('of') ?? names[0];
  const second = named('beside') ?? names.find((name) => name !== first);
  return [first, second].filter((name) => name !== undefined);
}

/** What the page's hash says now. */
export const hashNow = (): string => decodeURIComponent(location.hash.slice(1));

/** Writes settings into the address, so that a link or a reload shows the same; no entry of the history. */
export function remember(changes: Readonly<Record<string, string | undefined>>): void {
  const next = `#${withSettings(hashNow(), changes)}`;
  if (next !== location.hash) history.replaceState(history.state, '', next);
}

/** Numbers of a setting, `1,-0.5`; undefined unless there are so many. */
export function numbersOf(text: string | null, count: number): number[] | undefined {
  const numbers = text?.split(',').map(Number) ?? [];
  return numbers.length === count && numbers.every(Number.isFinite) ? numbers : undefined;
}
