/** From energies to places in [0, 1]: √, so that the valleys have most of the colours; the highest twentieth are all at the top. */
export interface EnergyScale {
  place(energy: number): number;
  /** Energies at equal steps of the scale, to draw lines at. */
  readonly levels: readonly number[];
}

export function energyScale(values: Float32Array, lines = 9): EnergyScale {
  const sorted = values.slice().sort();
  const low = sorted[0] ?? 0;
  const high = sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 1;
  const span = high - low || 1;
  return {
    place: (energy) => Math.sqrt(Math.min(1, Math.max(0, (energy - low) / span))),
    levels: Array.from({ length: lines }, (_, k) => low + span * ((k + 1) / (lines + 1)) ** 2),
  };
}
