/** Ctrl-C or SIGTERM: the first raises the signal so that work ends cleanly, the second ends the process at once. */
export function interrupt(notice: (text: string) => void): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    notice('stopping: saving what was learned (again to leave at once)');
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
