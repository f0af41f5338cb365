import { useEffect, useState } from 'preact/hooks';
import { cells, type Extent } from '../../latent/extent.ts';
import { lift, type Plane } from '../../latent/plane.ts';
import type { Colours } from '../../look/useColours.ts';
import { inkGrid } from '../../parts/picture/inkGrid.ts';
import { observationKind } from '../../parts/picture/observationKind.ts';
import type { PlanePicture } from '../../parts/scatter/Scatter.tsx';
import type { Run } from '../../run/run.ts';

/** Images along each side. */
const across = 22;
/** Decoded at once: short enough to leave frames for a drag. */
const chunk = across;

/** What the decoder makes of a grid of points of the plane, drawn row by row as it comes; nothing where observations are no images. */
export function useManifold(
  run: Run,
  wanted: boolean,
  { plane, extent, rest, given }: { plane: Plane; extent: Extent; rest: Float32Array | undefined; given: number },
  { ink }: Colours,
): PlanePicture | undefined {
  const [shown, setShown] = useState<PlanePicture>();
  useEffect(() => {
    const kind = observationKind(run.card.exampleShape);
    if (!wanted || kind.kind !== 'image') {
      setShown(undefined);
      return;
    }
    let live = true;
    const canvas = document.createElement('canvas');
    canvas.width = across * kind.width;
    canvas.height = across * kind.height;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const image = context.createImageData(canvas.width, canvas.height);
    const codes = lift(cells(extent, across, across), plane, rest);
    const size = codes.length / across ** 2;
    const draw = async () => {
      for (let first = 0; live && first < across ** 2; first += chunk) {
        const decoded = await run.decode(codes.slice(first * size, (first + chunk) * size), given);
        inkGrid(decoded, kind, across, first, rgb(ink), image.data);
        await frame();
      }
      if (!live) return;
      context.putImageData(image, 0, 0);
      setShown({ canvas, extent });
    };
    // The plane's own picture is decoded first and says what fails.
    draw().catch(() => {});
    return () => {
      live = false;
    };
  }, [run, wanted, plane, extent, rest, given, ink]);
  return shown;
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** #rrggbb as three numbers. */
const rgb = (colour: string): [number, number, number] => [
  Number.parseInt(colour.slice(1, 3), 16),
  Number.parseInt(colour.slice(3, 5), 16),
  Number.parseInt(colour.slice(5, 7), 16),
];
