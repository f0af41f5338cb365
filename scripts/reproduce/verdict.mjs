/**
 * @typedef {{ mean: number, deviation: number | null }} Reached  over seeds; deviation: null of one seed
 * @typedef {{ value: number, deviation?: number, source: string, url: string }} Published
 */

/** @param {number[]} values @returns {Reached} */
export function reachedOf(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean, deviation: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

/**
 * What ours is held against: the published figures, else what another program or another row reached on the same data.
 *
 * @param {{ published: Published[], beside?: string }} row
 * @param {{ besides: readonly Published[], beside?: (Reached & { title: string }) | undefined }} measured  by another program, by seed; the kept row
 * @returns {Published[]}
 */
export function publishedOf({ published, beside: name }, { besides, beside }) {
  const [first] = besides;
  if (first) {
    const { mean, deviation } = reachedOf(besides.map(({ value }) => value));
    return [{ value: mean, ...(deviation !== null && { deviation }), source: first.source, url: first.url }];
  }
  if (!beside) return published;
  const { mean, deviation, title } = beside;
  return [{ value: mean, ...(deviation !== null && { deviation }), source: `our row ${name}: ${title}`, url: '' }];
}

/**
 * What the numbers say, those with a published figure being better when lower: two deviations of the difference decide, and at least half a percent, as a figure in
 * print has three or four digits.
 *
 * @param {Reached & { seeds: readonly number[] }} ours
 * @param {Published} [published]  the first source; the verdict is against it alone
 * @returns {string}
 */
export function verdictOf({ mean, deviation, seeds }, published) {
  if (!published) return 'no published figure to compare with';
  const { value, deviation: theirs = 0 } = published;
  const error = Math.hypot((deviation ?? 0) / Math.sqrt(seeds.length), theirs);
  const margin = Math.max(2 * error, 0.005 * value);
  const apart = mean - value;
  if (apart > margin) return `short of it by ${twoDigits(apart)} (${twoDigits((100 * apart) / value)} %)`;
  return apart < -margin ? `below it by ${twoDigits(-apart)}` : 'reaches it';
}

/** Without an exponent: 0.016, 2.0, 440. @param {number} value */
const twoDigits = (value) => (value < 100 ? value.toPrecision(2) : String(Number(value.toPrecision(2))));
