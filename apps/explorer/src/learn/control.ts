import type { Steering } from './watch.ts';

/** What a page may change while a lesson runs. */
export interface Settings {
  readonly learningRate: number;
  readonly chosen: number;
  readonly running: boolean;
}

/** The steering of a lesson by messages: what they change holds from the next step on. */
export interface Control extends Steering {
  set(change: Partial<Settings>): void;
  /** A picture is on its way: no step and no other picture until it has been drawn, so that none pile up. */
  posted(): void;
  drawn(): void;
  /** The lesson is over after the step in flight. */
  end(): void;
}

/** @param start paused unless it says `running` */
export function control(start: Settings): Control {
  let settings = start;
  let undrawn = false;
  let stale = false;
  let over = false;
  let wake = () => {};
  const changed = () => {
    wake();
    wake = () => {};
  };
  return {
    learningRate: () => settings.learningRate,
    chosen: () => settings.chosen,
    async next() {
      for (;;) {
        if (over) return 'end';
        if (!undrawn && stale) {
          stale = false;
          return 'picture';
        }
        if (!undrawn && settings.running) return 'step';
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    set(change) {
      stale ||= change.chosen !== undefined && change.chosen !== settings.chosen;
      settings = { ...settings, ...change };
      changed();
    },
    posted() {
      undrawn = true;
    },
    drawn() {
      undrawn = false;
      changed();
    },
    end() {
      over = true;
      changed();
    },
  };
}
