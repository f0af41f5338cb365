import type { Extent } from './layer.ts';

/** The sides of a plot in pixels. */
interface Box {
  readonly width: number;
  readonly height: number;
}

/** A plot is at most so much higher than wide, and wider than high. */
const limit = { tall: 1.3, flat: 2.5 };

/** The height that gives a plot of this width the same scale on both axes. */
export function equalHeight({ x, y }: Extent, width: number): number {
  const [across, up] = [x.high - x.low, y.high - y.low];
  const ratio = across > 0 ? up / across : 1;
  return Math.round(width * Math.min(limit.tall, Math.max(1 / limit.flat, ratio)));
}

/** The extent with margins, and as much of the plane more, to both sides, as makes one unit equally long on both axes. */
export function equalExtent({ x, y }: Extent, margin: number, { width, height }: Box): Extent {
  const needed = Math.max((x.high - x.low) / width, (y.high - y.low) / height);
  const unitsAPixel = (1 + 2 * margin) * needed || 2 / Math.min(width, height);
  const around = ({ low, high }: Extent['x'], pixels: number) => {
    const reach = (unitsAPixel * pixels) / 2;
    return { low: (low + high) / 2 - reach, high: (low + high) / 2 + reach, whole: false };
  };
  return { x: around(x, width), y: around(y, height) };
}
