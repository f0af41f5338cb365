/** A curve as it comes, in at most this many means of equally many values each, however long it gets. */
export interface Course {
  /** Means, from the first on. */
  readonly values: readonly number[];
  readonly last: number;
}

/** Twice what the widest view shows. */
const most = 512;

export function course(): Course & { add(value: number): void } {
  let values: number[] = [];
  let [stride, sum, count, last] = [1, 0, 0, Number.NaN];
  return {
    get values() {
      return values;
    },
    get last() {
      return last;
    },
    add(value) {
      last = value;
      sum += value;
      if (++count < stride) return;
      values.push(sum / count);
      [sum, count] = [0, 0];
      if (values.length < most) return;
      values = Array.from({ length: most / 2 }, (_, i) => ((values[2 * i] ?? 0) + (values[2 * i + 1] ?? 0)) / 2);
      stride *= 2;
    },
  };
}
