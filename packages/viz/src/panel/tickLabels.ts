/** One label per value. Linear axes: all with as many decimals as the closest two need, or all with one exponent. Log axes: each as short as it can be. */
export function tickLabels(values: readonly number[], log = false): string[] {
  if (log) {
    return values.map((value) => {
      const plain = Math.abs(value) >= 1e-4 && Math.abs(value) <= 1e5;
      return plain ? decimal(value, places(value)) : scientific(value, exponentOf(value));
    });
  }
  const largest = Math.max(...values.map(Math.abs));
  if (largest >= 1e6 || (largest > 0 && largest < 1e-3)) {
    const exponent = exponentOf(largest);
    const digits = Math.max(...values.map((value) => places(value / 10 ** exponent)));
    return values.map((value) => scientific(value, exponent, digits));
  }
  const digits = Math.max(...values.map(places));
  return values.map((value) => decimal(value, digits));
}

/** Floor of log₁₀|value|, exact at powers of ten. */
function exponentOf(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}

/** Decimal places that the shortest way to write the value has, noise in the last bits left out. */
function places(value: number): number {
  const [mantissa = '', exponent = ''] = Number(value.toPrecision(12)).toExponential().split('e');
  return Math.max(0, mantissa.replace('-', '').length - (mantissa.includes('.') ? 2 : 1) - Number(exponent));
}

/** 60 000 with a narrow space, −0.50 with a true minus sign. */
function decimal(value: number, digits: number): string {
  const [integer = '', fraction] = Math.abs(value).toFixed(digits).split('.');
  const grouped = integer.length > 4 ? integer.replace(/\B(?=(\d{3})+$)/g, '\u202f') : integer;
  return sign(value) + (fraction === undefined ? grouped : `${grouped}.${fraction}`);
}

/** 1e−7: a raised exponent would be too small to read. */
function scientific(value: number, exponent: number, digits = places(value / 10 ** exponent)): string {
  return value === 0 ? '0' : `${decimal(value / 10 ** exponent, digits)}e${sign(exponent)}${Math.abs(exponent)}`;
}

function sign(value: number): string {
  return value < 0 ? '−' : '';
}

/** A number in a sentence: at most four digits of it. */
export function inWords(value: number): string {
  return String(Number(value.toPrecision(4)));
}
