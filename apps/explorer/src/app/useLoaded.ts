import { useEffect, useState } from 'preact/hooks';

/** What a promise has come to. */
export type Loaded<T> = { readonly value?: T; readonly failure?: string };

/** The value of a promise, asked for again when `keys` change; what came for older keys is dropped. */
export function useLoaded<T>(load: () => Promise<T>, keys: readonly unknown[]): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({});
  useEffect(() => {
    let wanted = true;
    setLoaded({});
    load().then(
      (value) => wanted && setLoaded({ value }),
      (error: unknown) => wanted && setLoaded({ failure: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      wanted = false;
    };
  }, keys);
  return loaded;
}
