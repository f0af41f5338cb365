/** Round numbers of a logarithmic axis: the powers of ten, with 2 and 5 where these are few. */
export function logTicks([low, high]: readonly [number, number]): readonly number[] {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const of = (factors: readonly number[]) =>
    powers
      .flatMap((power) => factors.map((factor) => Number((factor * 10 ** power).toPrecision(12))))
      .filter((tick) => tick >= low && tick <= high);
  const tens = of([1]);
  return tens.length >= 3 ? tens : of([1, 2, 5]);
}
