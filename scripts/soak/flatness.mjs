/** The middle one. @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return /** @type {number} */ (sorted[sorted.length >> 1]);
}

/**
 * Whether a measure is no larger at the end than after the first third, in which caches fill: by the medians of the second third and the last.
 *
 * @param {number[]} values  in the order of time
 * @param {{ part: number, least: number }} allowed  growth, as a part of the value and in its own unit, whichever is more
 * @returns {{ ok: boolean, text: string }}
 */
export function flatness(values, { part, least }) {
  const third = Math.floor(values.length / 3);
  const [middle, last] = [median(values.slice(third, 2 * third)), median(values.slice(2 * third))];
  const ok = last - middle <= Math.max(part * middle, least);
  return {
    ok,
    text: `${middle.toFixed(0)} in the second third, ${last.toFixed(0)} in the last, of ${values.length} samples`,
  };
}
