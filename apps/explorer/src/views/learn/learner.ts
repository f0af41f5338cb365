let thread: Worker | undefined;
let starts = 0;

/** The thread that trains: one for as long as the page is open, so that its code and its WebAssembly are asked for once, and then need no network. */
export function learner(): Worker {
  thread ??= new Worker(new URL('../../learn/worker.ts', import.meta.url), { type: 'module', name: 'learn' });
  return thread;
}

/** The next view tries again. */
export function forgetLearner(): void {
  thread?.terminate();
  thread = undefined;
}

/** The number of a start, which no other start of this page has. */
export function nextStart(): number {
  starts += 1;
  return starts;
}
