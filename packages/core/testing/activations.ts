const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.log1p(Math.exp(x));
const sech2 = (x: number) => 1 - Math.tanh(x) ** 2;
/** erf(x) = 2/√π Σₙ (−1)ⁿ x²ⁿ⁺¹ / (n! (2n + 1)), which float64 sums well for |x| < 4. */
const erf = (x: number) => {
  let sum = 0;
  for (let n = 0, power = x; n < 80; n++, power *= (-x * x) / n) sum += power / (2 * n + 1);
  return (2 / Math.sqrt(Math.PI)) * sum;
};
const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** f′(x) in float64 of the activations that tfjs-layers knows by name and that work on numbers one by one. */
export const slopes: Readonly<Record<string, (x: number) => number>> = {
  relu: (x) => Number(x > 0),
  relu6: (x) => Number(x > 0 && x <= 6),
  elu: (x) => (x >= 0 ? 1 : Math.exp(x)),
  selu: (x) => 1.05070098735548 * (x > 0 ? 1 : 1.6732632423543772 * Math.exp(x)),
  softplus: sigmoid,
  softsign: (x) => 1 / (1 + Math.abs(x)) ** 2,
  tanh: sech2,
  sigmoid: (x) => sigmoid(x) * sigmoid(-x),
  hardSigmoid: (x) => (Math.abs(x) <= 2.5 ? 0.2 : 0),
  swish: (x) => sigmoid(x) + x * sigmoid(x) * sigmoid(-x),
  mish: (x) => Math.tanh(softplus(x)) + x * sech2(softplus(x)) * sigmoid(x),
  gelu: (x) => (1 + erf(x / Math.SQRT2)) / 2 + x * density(x),
  gelu_new: (x) => {
    const c = Math.sqrt(2 / Math.PI);
    const t = c * (x + 0.044715 * x ** 3);
    return 0.5 * (1 + Math.tanh(t)) + 0.5 * x * sech2(t) * c * (1 + 3 * 0.044715 * x ** 2);
  },
};
