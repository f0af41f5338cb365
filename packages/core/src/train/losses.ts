/** The mean over examples of each bare term, and their weighted sum. */
export interface Losses<Name extends string = string> {
  readonly terms: Readonly<Record<Name, number>>;
  readonly total: number;
}

/** Σ n·mean of each term and of the total over the batches so far, and Σ n. */
export interface LossSums<Name extends string = string> {
  readonly terms: Readonly<Partial<Record<Name, number>>>;
  readonly total: number;
  readonly count: number;
}

export const noLosses: LossSums<never> = { terms: {}, total: 0, count: 0 };

export function addLosses<Name extends string>(
  sums: LossSums<Name>,
  { terms, total }: Losses<Name>,
  examples: number,
): LossSums<Name> {
  const added = (Object.keys(terms) as Name[]).map((name) => [name, (sums.terms[name] ?? 0) + terms[name] * examples]);
  return {
    terms: Object.fromEntries(added) as Record<Name, number>,
    total: sums.total + total * examples,
    count: sums.count + examples,
  };
}

/** The mean over examples: Σ n·mean / Σ n. */
export function meanLosses<Name extends string>({ terms, total, count }: LossSums<Name>): Losses<Name> {
  const means = Object.entries<number | undefined>(terms).map(([name, sum]) => [name, (sum as number) / count]);
  return { terms: Object.fromEntries(means) as Losses<Name>['terms'], total: total / count };
}
