import type { Standardization } from './standardization.ts';

/** What to do with rows that lack a value: refuse the file, leave them out, or put the training mean there. */
export type Missing = 'refuse' | 'drop' | 'mean';

/** What became of a column of a table. Means, deviations and shares are of the training rows, in float64. */
export type PlannedColumn = { readonly name: string } /** y = (x − mean) / deviation */ & (
  | { readonly kind: 'feature'; readonly mean: number; readonly deviation: number }
  /** 0 or 1, as it stands; `mean` is the share of ones. */
  | { readonly kind: 'boolean'; readonly mean: number }
  /** One column of 0 and 1 for each category. */
  | { readonly kind: 'categorical'; readonly categories: readonly string[]; readonly shares: readonly number[] }
  /** Class i is `classes[i]`; not among the observations. */
  | { readonly kind: 'label'; readonly classes: readonly string[] }
  /** A real number that belongs to each row; not among the observations. */
  | { readonly kind: 'target' }
  | { readonly kind: 'constant'; readonly value: number | string }
  /** Numbers rows. */
  | { readonly kind: 'index' }
  | { readonly kind: 'left out'; readonly because: string }
);

/** How a table became observations: plain data that a run keeps, and that `applyPlan` does to another table. */
export interface Plan {
  /** In the order of the file. */
  readonly columns: readonly PlannedColumn[];
  readonly missing: Missing;
  /** False where features stay in their units. */
  readonly standardized: boolean;
}

/** The columns of the observations, in their order: one for a feature or boolean, one a category, as `color=red`. */
export function encodedColumns({
  columns,
  standardized,
}: Plan): Standardization & { readonly names: readonly string[] } {
  const all = columns.flatMap((column) => {
    if (column.kind === 'feature')
      return [
        { name: column.name, mean: standardized ? column.mean : 0, deviation: standardized ? column.deviation : 1 },
      ];
    if (column.kind === 'boolean') return [{ name: column.name, mean: 0, deviation: 1 }];
    if (column.kind !== 'categorical') return [];
    return column.categories.map((category) => ({ name: `${column.name}=${category}`, mean: 0, deviation: 1 }));
  });
  return {
    names: all.map(({ name }) => name),
    mean: all.map(({ mean }) => mean),
    deviation: all.map(({ deviation }) => deviation),
  };
}

/**
 * What neighbouring columns of the observations are; a categorical column is a group by itself.
 *
 * @example
 * const colour = { name: 'colour', kind: 'categorical', categories: ['blue', 'red'], shares: [0.5, 0.5] } as const;
 * const flag = { name: 'flag', kind: 'boolean', mean: 0.5 } as const;
 * columnGroups({ columns: [colour, flag], missing: 'refuse', standardized: true })[0]; // { kind: 'categories', size: 2 }
 */
export function columnGroups(plan: Plan): { kind: 'numbers' | 'booleans' | 'categories'; size: number }[] {
  const groups: { kind: 'numbers' | 'booleans' | 'categories'; size: number }[] = [];
  for (const { kind: planned, size } of columnSpans(plan)) {
    const kind = groupKinds[planned];
    const last = groups.at(-1);
    if (last?.kind === kind && kind !== 'categories') last.size++;
    else groups.push({ kind, size });
  }
  return groups;
}

const groupKinds = { feature: 'numbers', boolean: 'booleans', categorical: 'categories' } as const;

/** A column of a table among the observations: the first of its columns there, and the categories that have one each. */
export interface ColumnSpan {
  readonly name: string;
  readonly kind: 'feature' | 'boolean' | 'categorical';
  readonly from: number;
  readonly size: number;
  readonly categories?: readonly string[];
}

/**
 * Where the columns of a table lie in a row of the observations, in their order.
 *
 * @example
 * const colour = { name: 'colour', kind: 'categorical', categories: ['blue', 'red'], shares: [0.5, 0.5] } as const;
 * const flag = { name: 'flag', kind: 'boolean', mean: 0.5 } as const;
 * columnSpans({ columns: [colour, flag], missing: 'refuse', standardized: true })[1]; // { name: 'flag', kind: 'boolean', from: 2, size: 1 }
 */
export function columnSpans({ columns }: Plan): ColumnSpan[] {
  let from = 0;
  return columns.flatMap((column): ColumnSpan[] => {
    const { name, kind } = column;
    if (kind !== 'categorical' && kind !== 'feature' && kind !== 'boolean') return [];
    const categories = kind === 'categorical' ? { categories: column.categories } : {};
    const size = kind === 'categorical' ? column.categories.length : 1;
    from += size;
    return [{ name, kind, from: from - size, size, ...categories }];
  });
}

/**
 * Which of some categories is the likeliest, where the columns of a row begin at `from`.
 *
 * @example
 * likeliest([7, 0.2, 0.8], 1, 2); // 1
 */
export function likeliest(row: ArrayLike<number>, from: number, categories: number): number {
  let most = 0;
  for (let k = 1; k < categories; k++) if ((row[from + k] as number) > (row[from + most] as number)) most = k;
  return most;
}
