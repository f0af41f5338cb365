import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { latest } from './latest.ts';

/** The newest result, kept while the next is computed. */
export interface Latest<T> {
  readonly value?: T;
  readonly failure?: string;
}

/**
 * The result of `work`, computed again when `keys` change: once a frame, one at a time, the newest first.
 *
 * The layout effect asks within the frame in which the state changed, so that a drag is decoded before that frame is painted.
 */
export function useLatest<T>(work: () => Promise<T> | undefined, keys: readonly unknown[]): Latest<T> {
  const [result, setResult] = useState<Latest<T>>({});
  const live = useRef(true);
  const ask = useRef<ReturnType<typeof latest<T | undefined>> | undefined>(undefined);
  useEffect(() => {
    live.current = true;
    return () => {
      live.current = false;
    };
  }, []);
  useLayoutEffect(() => {
    ask.current ??= latest((outcome) => {
      if (!live.current) return;
      if ('error' in outcome) setResult({ failure: messageOf(outcome.error) });
      else if (outcome.value !== undefined) setResult({ value: outcome.value });
    });
    ask.current(async () => work());
  }, keys);
  return result;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
