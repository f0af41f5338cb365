import { useEffect, useRef, useState } from 'preact/hooks';
import type { RunCurves, RunRow } from './protocol.ts';

/** The curves of the chosen runs, those of a run read again when its log has changed. */
export function useCurves(rows: readonly RunRow[]): ReadonlyMap<string, RunCurves> {
  const [curves, setCurves] = useState<ReadonlyMap<string, RunCurves>>(new Map());
  const asked = useRef(new Map<string, string>());
  const keys = rows.map(({ id, revision, epochs }) => `${id} ${revision} ${epochs}`);
  useEffect(() => {
    rows.forEach(({ id }, i) => {
      const key = keys[i] as string;
      if (asked.current.get(id) === key) return;
      asked.current.set(id, key);
      fetch(`runs/${encodeURIComponent(id)}/curves.json`)
        .then(async (response) => {
          const found: RunCurves = await response.json();
          setCurves((known) => new Map(known).set(id, found));
        })
        // Asked for again with the next change.
        .catch(() => asked.current.delete(id));
    });
  }, [keys.join()]);
  return curves;
}
