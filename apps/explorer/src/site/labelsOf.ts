import type { Split } from '@latentkit/datasets';

/** Classes that a byte can name. */
const most = 256;

/** The class of each row in a byte, and the names of classes; undefined where rows have none, or too many for a byte. */
export function labelsOf(
  { label }: Split,
  classes: readonly string[] | undefined,
): { bytes: Uint8Array; names: readonly string[] } | undefined {
  if (label === undefined) return undefined;
  let highest = 0;
  for (const value of label.values) highest = Math.max(highest, value);
  const names = classes ?? Array.from({ length: highest + 1 }, (_, i) => String(i));
  if (names.length > most || highest >= names.length) return undefined;
  return { bytes: Uint8Array.from(label.values), names };
}
