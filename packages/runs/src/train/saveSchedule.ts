import type { EpochEvent, StepEvent } from '@latentkit/core';

/** `500steps`, `1epoch`, `10min`. */
export const saveEvery = /^([1-9]\d{0,8})(step|epoch|minute|min)s?$/;

/** Tells after which events a checkpoint is due. Steps and epochs are counted from the start of the run, so that a resumed run saves where an unbroken one does. @param options.begin steps done before */
export function saveSchedule(text: string, { begin = 0, now = () => performance.now() } = {}) {
  const [, number, unit] = saveEvery.exec(text) as RegExpExecArray;
  const every = Number(number);
  let last = now();
  // Of the events so far; a round takes many steps at once.
  let seen = begin;
  return {
    /** @param rows of the data: after the last batch of an epoch, its epoch event is waited for */
    due(event: StepEvent | EpochEvent, rows: number): boolean {
      const endsEpoch = event.kind === 'epoch';
      if (!endsEpoch && event.examples === rows) return false;
      if (unit === 'epoch') return endsEpoch && event.epoch % every === 0;
      const before = seen;
      seen = event.step;
      if (unit === 'step') return Math.floor(event.step / every) > Math.floor(before / every);
      return now() - last >= every * 60_000;
    },
    saved(step: number) {
      seen = step;
      last = now();
    },
  };
}
