/** Standardised codes and the class of each, classes numbered without gaps. */
interface Examples {
  /** [rows · size] */
  readonly values: Float64Array;
  readonly rows: number;
  readonly size: number;
  readonly labels: Int32Array;
}

/**
 * The energy of a softmax regression and its gradient:
 *
 *     f(W, b) = 1/n Σᵢ −log softmax(W xᵢ + b)_{labelᵢ} + penalty / (2n) · ‖W‖²
 *
 * @param parameters W [classes, size], then b [classes]
 */
export function softmaxRegression(
  { values, rows, size, labels }: Examples,
  classes: number,
  penalty: number,
): (parameters: Float64Array, gradient: Float64Array) => number {
  const probabilities = new Float64Array(classes);
  return (parameters, gradient) => {
    gradient.fill(0);
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const at = i * size;
      const label = labels[i] as number;
      sum -= logSoftmax(logitsAt(parameters, values, at, size, probabilities), label);
      for (let c = 0; c < classes; c++) {
        const error = (probabilities[c] as number) - (c === label ? 1 : 0);
        const row = c * size;
        for (let j = 0; j < size; j++)
          gradient[row + j] = (gradient[row + j] as number) + error * (values[at + j] as number);
        gradient[classes * size + c] = (gradient[classes * size + c] as number) + error;
      }
    }
    let squares = 0;
    for (let k = 0; k < parameters.length; k++) {
      const weight = k < classes * size ? (parameters[k] as number) : 0;
      squares += weight * weight;
      gradient[k] = ((gradient[k] as number) + penalty * weight) / rows;
    }
    return (sum + (penalty / 2) * squares) / rows;
  };
}

/** W x + b of one row, into `logits` [classes]. */
export function logitsAt(
  parameters: Float64Array,
  values: Float64Array,
  at: number,
  size: number,
  logits: Float64Array,
): Float64Array {
  const classes = logits.length;
  for (let c = 0; c < classes; c++) {
    let sum = parameters[classes * size + c] as number;
    for (let j = 0; j < size; j++) sum += (parameters[c * size + j] as number) * (values[at + j] as number);
    logits[c] = sum;
  }
  return logits;
}

/** log softmax(logits)_label; the logits become their probabilities. */
function logSoftmax(logits: Float64Array, label: number): number {
  let most = -Infinity;
  for (const logit of logits) most = Math.max(most, logit);
  const chosen = (logits[label] as number) - most;
  let total = 0;
  for (let c = 0; c < logits.length; c++) {
    logits[c] = Math.exp((logits[c] as number) - most);
    total += logits[c] as number;
  }
  for (let c = 0; c < logits.length; c++) logits[c] = (logits[c] as number) / total;
  return chosen - Math.log(total);
}
