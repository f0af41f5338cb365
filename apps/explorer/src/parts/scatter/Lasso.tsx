import type { PlotFrame } from './plotFrame.ts';

/** The line of a lasso over the points; a closed one stays where it was drawn. */
export function Lasso({ frame, corners }: { readonly frame: PlotFrame; readonly corners: readonly number[] }) {
  const places: string[] = [];
  for (let i = 0; i < corners.length; i += 2)
    places.push(frame.toPixel(corners[i] as number, corners[i + 1] as number).join(','));
  return (
    <svg class="lasso" aria-hidden="true">
      <polygon points={places.join(' ')} />
    </svg>
  );
}
