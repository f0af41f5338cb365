import { type Glimpse, glimpse, wordsOf } from '@latentkit/report';
import type { RunEvent } from '@latentkit/runs';
import { broken } from './broken.ts';
import { course } from './course.ts';
import { dashboard, type Flight } from './dashboard.ts';
import type { Colors } from './halfBlocks.ts';
import type { ImageProtocol } from './imageProtocol.ts';
import { painter } from './painter.ts';
import { speed } from './speed.ts';

export interface ProgressOptions {
  readonly stream: NodeJS.WriteStream;
  readonly epochs: number;
  /** Examples per epoch. */
  readonly examples: number;
  /** A view that changes in place; plain lines, one per epoch, where it is false. */
  readonly live: boolean;
  /** Colours of the stream; pictures need them. */
  readonly colors?: Colors | undefined;
  /** How the terminal takes pictures, if it does; half-blocks elsewhere. */
  readonly protocol?: ImageProtocol | undefined;
}

export interface Progress {
  show(event: RunEvent): Promise<void>;
  /** A line that stays, above the live view. */
  line(text: string): void;
  done(): void;
}

const redrawEveryMs = 200;

/** Progress as people watch it: each term with its curve, images/s, the time left and what the model makes of images; redrawn five times a second. */
export function progress({ stream, epochs, examples, live, colors, protocol }: ProgressOptions): Progress {
  const screen = live ? painter(stream, protocol) : undefined;
  const rate = speed();
  const curves: Record<string, ReturnType<typeof course>> = {};
  let drawn = 0;
  let seenLast: Glimpse | undefined;
  let flight: Flight | undefined;
  const paint = (next: Flight) => {
    flight = next;
    const { columns = 80, rows = 24 } = stream;
    screen?.paint(dashboard(next, { columns, rows, colors, protocol }));
  };
  const note = (name: string, value: number) => {
    curves[name] ??= course();
    curves[name].add(value);
  };
  return {
    async show(event) {
      if (event.kind === 'evaluated') {
        rate.pause();
        // Who stopped the run may not wait for pictures.
        if (screen && colors && event.row) seenLast = await glimpse(event.run, event.epoch);
      }
      if (event.kind === 'epoch' && flight)
        paint({ ...flight, epoch: event.epoch, doing: 'evaluating on the test split…' });
      if (!screen || event.kind !== 'step') return;
      const terms = Object.entries(event.terms);
      for (const [name, value] of terms) note(wordsOf(name), value);
      if (terms.length > 1) note('objective', event.total);
      const now = performance.now();
      if (now - drawn < redrawEveryMs) return;
      drawn = now;
      const seen = (event.epoch - 1) * examples + event.examples;
      const examplesPerSecond = rate.at(now, seen);
      const secondsLeft = examplesPerSecond && (epochs * examples - seen) / examplesPerSecond;
      const part = event.examples / examples;
      paint({ epoch: event.epoch, epochs, part, examplesPerSecond, secondsLeft, curves, glimpse: seenLast });
    },
    line(text) {
      if (screen) screen.above(broken(text, stream.columns ?? 80));
      else stream.write(`${text}\n`);
    },
    done: () => screen?.done(),
  };
}
