import { bell } from './protocol.ts';

/** How long the end of a process waits for a helper: it loads a library in some milliseconds. */
const mostWaitMs = 5000;

/** Before helpers are ended: none begins to load a library, and those that do have done it. */
export function close(bells: Int32Array): void {
  Atomics.store(bells, bell.closing, 1);
  for (let loading = Atomics.load(bells, bell.loading); loading > 0; loading = Atomics.load(bells, bell.loading))
    if (Atomics.wait(bells, bell.loading, loading, mostWaitMs) === 'timed-out') return;
}
