/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Three digits, or as many as the integer part has. */
export const digits = (value: number) => (Math.abs(value) >= 1000 ? String(Math.round(value)) : value.toPrecision(3));

/** `0.0429 ± 0.0003`: as many decimals as the deviation has in two digits. */
export function spread(mean: number, deviation: number | null): string {
  if (deviation === null || deviation === 0) return digits(mean);
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(deviation)));
  return `${mean.toFixed(decimals)} ± ${deviation.toFixed(decimals)}`;
}
