import { useMemo } from 'preact/hooks';
import { energyText } from '../../look/energyText.ts';
import { useColours } from '../../look/useColours.ts';
import { useDrawing } from '../../parts/canvas/useDrawing.ts';
import { Legend } from '../../parts/Legend.tsx';
import { counts, shareBelow } from './counts.ts';
import { drawCounts } from './drawCounts.ts';
import type { Backdrop } from './useBackdrop.ts';

interface EnergyPlaceProps {
  readonly backdrop: Backdrop | undefined;
  /** F of the observation. */
  readonly energy: number | undefined;
  readonly unit: string;
}

/** Where an energy lies among those of data, of shuffled data, and of noise. */
export function EnergyPlace({ backdrop, energy, unit }: EnergyPlaceProps) {
  const colours = useColours();
  const all = useMemo(() => backdrop && counts(backdrop.energies), [backdrop]);
  const canvas = useDrawing(
    (context, width, height) => all && drawCounts(context, { width, height, colours }, all, energy),
    [all, energy, colours],
  );
  const words =
    backdrop && energy !== undefined ? placeOf(backdrop, energy) : 'Computing the energies of data and noise…';
  return (
    <figure>
      <canvas ref={canvas} class="counts" role="img" aria-label={words} />
      {backdrop && <Legend names={backdrop.names} />}
      <figcaption>
        {words} {energy !== undefined && `F = ${energyText(energy)} ${unit}.`}
      </figcaption>
    </figure>
  );
}

function placeOf({ energies }: Backdrop, energy: number): string {
  const above = 1 - shareBelow(energies[0] as Float32Array, energy);
  const percent = `${Math.round(100 * above)} %`;
  if (above > 0) return `${percent} of the data have a higher energy.`;
  return energies.slice(1).every((others) => shareBelow(others, energy) === 0)
    ? 'Above all data, below all shuffled data and noise.'
    : 'Above all data: to the model, it looks unlike the data.';
}
