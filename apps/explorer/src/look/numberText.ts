/** A number with two decimals and a true minus sign. */
export const numberText = (value: number, digits = 2): string => value.toFixed(digits).replace('-', '−');

/** A code as it is read: (0.52, −1.20), the first numbers of a long one. */
export function codeText(code: ArrayLike<number>, most = 4): string {
  const shown = Array.from({ length: Math.min(code.length, most) }, (_, k) => numberText(code[k] as number));
  return `(${shown.join(', ')}${code.length > most ? ', …' : ''})`;
}
