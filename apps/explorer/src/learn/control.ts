import type { Probe } from './scene.ts';
import type { Steering } from './watch.ts';

/** What a page may change while a lesson runs. */
export interface Settings {
  readonly learningRate: number;
  readonly chosen: number;
  readonly knob: number;
  readonly probe?: Probe | undefined;
  readonly running: boolean;
  /** Steps between two pictures, as a multiple of the lesson's own. */
  readonly speed: number;
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
  let moved = false;
  let over = false;
  let wake = () => {};
  const changed = () => {
    wake();
    wake = () => {};
  };
  return {
    learningRate: () => settings.learningRate,
    chosen: () => settings.chosen,
    knob: () => settings.knob,
    probe: () => settings.probe,
    speed: () => settings.speed,
    async next() {
      for (;;) {
        if (over) return 'end';
        if (!undrawn && stale) {
          stale = false;
          moved = false;
          return 'picture';
        }
        if (!undrawn && moved) {
          moved = false;
          return 'probe';
        }
        if (!undrawn && settings.running) return 'step';
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    set(change) {
      stale ||= differs(change, settings, 'chosen') || differs(change, settings, 'knob');
      moved ||= differs(change, settings, 'probe');
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

const differs = (change: Partial<Settings>, settings: Settings, name: keyof Settings) =>
  change[name] !== undefined && change[name] !== settings[name];
