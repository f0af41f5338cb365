import { useEffect, useState } from 'preact/hooks';
import type { RunsIndex } from './protocol.ts';

const [liveMs, idleMs] = [1000, 4000];

/** The list of runs, read again every second while one of them trains, and not while nobody looks. */
export function useRuns(): { readonly index?: RunsIndex; readonly gone: boolean } {
  const [state, setState] = useState<{ index?: RunsIndex; gone: boolean }>({ gone: false });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let last = '';
    const look = async () => {
      let wait = idleMs;
      try {
        const text = await (await fetch('runs.json')).text();
        const index: RunsIndex = JSON.parse(text);
        if (index.runs.some(({ status }) => status === 'running')) wait = liveMs;
        if (text !== last) setState({ index, gone: false });
        last = text;
      } catch {
        setState(({ index }) => ({ ...(index && { index }), gone: true }));
        last = '';
      }
      timer = setTimeout(next, wait);
    };
    const next = () => (document.hidden ? addEventListener('visibilitychange', next, { once: true }) : void look());
    next();
    return () => clearTimeout(timer);
  }, []);
  return state;
}
