/**
 * Work on the newest input alone: one at a time, begun in an animation frame, and of what is asked meanwhile only the last. So dragging
 * costs one decode a frame, whatever the pointer's rate.
 *
 * @param done gets each result, with a failure as it was thrown
 * @returns ask for the work on an input
 */
export function latest<T>(
  done: (result: { readonly value: T } | { readonly error: unknown }) => void,
  frame: (step: () => void) => unknown = requestAnimationFrame,
): (work: () => Promise<T>) => void {
  let waiting: (() => Promise<T>) | undefined;
  let busy = false;
  const next = () => {
    busy = waiting !== undefined;
    if (busy) frame(step);
  };
  const step = () => {
    const work = waiting as () => Promise<T>;
    waiting = undefined;
    work().then(
      (value) => {
        done({ value });
        next();
      },
      (error: unknown) => {
        done({ error });
        next();
      },
    );
  };
  return (work) => {
    waiting = work;
    if (!busy) next();
  };
}
