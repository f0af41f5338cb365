/** Rows by error: the worst or the best first, of one class or of all. */
export function errorRows(
  errors: readonly number[],
  { order, labels, label }: { order: Order; labels?: Uint8Array | undefined; label?: number | undefined },
): number[] {
  const sign = order === 'worst first' ? -1 : 1;
  return [...errors.keys()]
    .filter((row) => label === undefined || labels?.[row] === label)
    .sort((a, b) => sign * ((errors[a] as number) - (errors[b] as number)));
}

export const orders = ['worst first', 'best first'] as const;
export type Order = (typeof orders)[number];

/** `400 of 1000 measured…`, then the range and the median. */
export function errorText(errors: readonly number[], of: number): string {
  if (errors.length < of) return `${errors.length} of ${of} measured…`;
  const sorted = [...errors].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toPrecision(3);
  return `‖y − ỹ‖² of ${of}: from ${at(0)} to ${at(1)}, median ${at(0.5)}.`;
}
