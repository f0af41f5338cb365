/** Tells whoever works for a request that nobody waits for its answer any more. */
export interface Cancellation {
  /** Why, once it has happened. */
  readonly reason: unknown;
  /** Calls when it happens, at once where it has. @returns what takes the listener away */
  onCancel(listener: (reason: unknown) => void): () => void;
  throwIfCancelled(): void;
}

/** One for each request, so it must be cheap: an AbortController and its events took a tenth of the time of a small request. */
export function cancellation(): Cancellation & { cancel(reason: unknown): void } {
  let cause: unknown;
  let listeners: ((reason: unknown) => void)[] = [];
  return {
    get reason() {
      return cause;
    },
    onCancel(listener) {
      if (cause === undefined) listeners.push(listener);
      else listener(cause);
      return () => {
        listeners = listeners.filter((other) => other !== listener);
      };
    },
    throwIfCancelled() {
      if (cause !== undefined) throw cause;
    },
    cancel(reason) {
      if (cause !== undefined) return;
      cause = reason;
      for (const listener of listeners) listener(reason);
    },
  };
}
