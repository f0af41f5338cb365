/** A number with its decimals, without the sign of one that rounds to 0: `0.00`, never `-0.00`. */
export const rounded = (value: number, decimals: number): string => value.toFixed(decimals).replace(/^-(?=[0.]+$)/, '');
