/** A setting as people read it: four digits of a number, the text of a name, JSON of a list. */
export function settingText(value: unknown): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(4)));
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '–');
}
