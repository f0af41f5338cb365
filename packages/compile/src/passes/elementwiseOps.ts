const elementwise = new Set([
  ...[
    'Abs',
    'Acos',
    'Acosh',
    'Asin',
    'Asinh',
    'Atan',
    'Atanh',
    'Cast',
    'Ceil',
    'Cos',
    'Cosh',
    'Elu',
    'Erf',
    'Exp',
    'Expm1',
  ],
  ...[
    'Floor',
    'IsInf',
    'IsNaN',
    'LeakyRelu',
    'Log',
    'Log1p',
    'Neg',
    'Not',
    'Reciprocal',
    'Relu',
    'Round',
    'Selu',
    'Sigmoid',
  ],
  ...['Sign', 'Sin', 'Sinh', 'Softplus', 'Sqrt', 'Tan', 'Tanh', 'Add', 'Sub', 'Mul', 'Div', 'Max', 'Min', 'Pow', 'Mod'],
  ...['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual', 'And', 'Or', 'Xor', 'Where'],
]);

/** Whether each element of the result depends on the elements at its own place only (after broadcasting). */
export const isElementwise = (op: string): boolean => elementwise.has(op);

/**
 * Whether it may be done once more on a part of its operands, or on their transposes. Equality may not: it asks whether x is one of its own
 * maxima, and x computed again, in vectors that begin elsewhere, may have another last bit.
 */
export const isRepeatable = (op: string): boolean => isElementwise(op) && op !== 'Equal';
