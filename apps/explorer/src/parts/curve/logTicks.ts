/** Round numbers of a logarithmic axis: powers of ten, about five where there are many, with 2 and 5 where they are few. */
export function logTicks([low, high]: readonly [number, number]): readonly number[] {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const of = (factors: readonly number[]) =>
    powers
      .flatMap((power) => factors.map((factor) => Number((factor * 10 ** power).toPrecision(12))))
      .filter((tick) => tick >= low && tick <= high);
  const tens = of([1]);
  const every = Math.ceil(tens.length / 5);
  return tens.length >= 3 ? tens.filter((_, i) => i % every === 0) : of([1, 2, 5]);
}
