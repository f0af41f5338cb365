/** npm and shells pass on the signal that the terminal has sent to every process already: what comes this soon is the same. */
const sameMs = 500;

/** Resolves when a signal is raised. */
export const raised = (signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    signal.addEventListener('abort', () => done());
  });

/** Ctrl-C or SIGTERM: the first raises the signal so that work ends cleanly, the second ends the process at once. */
export function interrupt(notice: (text: string) => void): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  let first = 0;
  const stop = () => {
    if (controller.signal.aborted) {
      if (Date.now() - first >= sameMs) process.exit(130);
      return;
    }
    first = Date.now();
    notice('stopping: saving the run (press Ctrl-C again to quit at once)');
    controller.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
    },
  };
}
