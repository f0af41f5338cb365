import { useEffect, useState } from 'preact/hooks';
import { addressOf, hashNow, numbersOf, remember } from '../../app/address.ts';
import type { Extent } from '../../latent/extent.ts';
import { panned, zoomed } from '../../latent/viewed.ts';
import { useSettled } from '../../parts/useSettled.ts';

/** The part of a plane that is seen, kept in the address. */
export interface PlaneView {
  readonly extent: Extent;
  /** The same once it has been still for a moment. */
  readonly still: Extent;
  /** The whole is seen. */
  readonly whole: boolean;
  zoom(factor: number, about?: readonly [number, number]): void;
  pan(by: readonly [number, number]): void;
  reset(): void;
}

/** @param home the whole */
export function useView(home: Extent): PlaneView {
  const [seen, setSeen] = useState(fromAddress);
  const extent = seen ?? home;
  const still = useSettled(extent, 150);
  useEffect(() => {
    const ends = seen && [...seen.x, ...seen.y].map((end) => Number(end.toPrecision(5)));
    const timer = setTimeout(() => remember({ seen: ends?.join(',') }), 300);
    return () => clearTimeout(timer);
  }, [seen]);
  const middle = () => [(extent.x[0] + extent.x[1]) / 2, (extent.y[0] + extent.y[1]) / 2] as const;
  return {
    extent,
    still,
    whole: seen === undefined,
    zoom: (factor, about) => setSeen((now) => zoomed(now ?? home, factor, about ?? middle(), home)),
    pan: (by) => setSeen((now) => panned(now ?? home, by, home)),
    reset: () => setSeen(undefined),
  };
}

function fromAddress(): Extent | undefined {
  const ends = numbersOf(addressOf(hashNow()).settings.get('seen'), 4);
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = ends ?? [];
  return x0 < x1 && y0 < y1 ? { x: [x0, x1], y: [y0, y1] } : undefined;
}
