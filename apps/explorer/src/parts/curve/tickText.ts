/** A tick as it is read: 1e−6 rather than 0.000001. */
export const tickText = (tick: number): string =>
  (tick !== 0 && Math.abs(tick) < 1e-3 ? tick.toExponential() : String(tick)).replaceAll('-', '−');
