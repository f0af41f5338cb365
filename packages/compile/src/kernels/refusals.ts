const shapes = 'whose result has a shape that depends on values';
const strings = 'which works on strings';
const complex = 'which works on complex numbers';
const volumes = 'which works on volumes; only images have rules';
const sparse = 'which works on sparse or ragged arrays';
const browser = 'which reads or writes the page';
const unused = 'which no operation of tfjs uses';
const unwritten = 'which has no rule';

/** Why a kernel does not compile, to be read after its name. */
export const refusals = {
  AvgPool3D: volumes,
  AvgPool3DGrad: volumes,
  BroadcastArgs: unwritten,
  Complex: complex,
  ComplexAbs: complex,
  Conv3D: volumes,
  Conv3DBackpropFilterV2: volumes,
  Conv3DBackpropInputV2: volumes,
  BroadcastTo: unused,
  CropAndResize: unwritten,
  Cumprod: unwritten,
  Dilation2D: unwritten,
  Dilation2DBackpropFilter: unwritten,
  Dilation2DBackpropInput: unwritten,
  Draw: browser,
  FFT: complex,
  FromPixels: browser,
  IFFT: complex,
  Imag: complex,
  LogicalXor: unused,
  LogSoftmax: unused,
  LowerBound: unwritten,
  LRN: unwritten,
  LRNGrad: unwritten,
  MatrixBandPart: unwritten,
  MaxPool3D: volumes,
  MaxPool3DGrad: volumes,
  MaxPoolWithArgmax: unwritten,
  Multinomial: 'which draws random numbers of its own; draw from the random that the step gets',
  NonMaxSuppressionV3: shapes,
  NonMaxSuppressionV4: shapes,
  NonMaxSuppressionV5: shapes,
  Pool: unwritten,
  RaggedGather: sparse,
  RaggedRange: sparse,
  RaggedTensorToTensor: sparse,
  Real: complex,
  RotateWithOffset: unwritten,
  SearchSorted: unwritten,
  SparseFillEmptyRows: sparse,
  SparseReshape: sparse,
  SparseSegmentMean: sparse,
  SparseSegmentSum: sparse,
  SparseToDense: sparse,
  StaticRegexReplace: strings,
  StringNGrams: strings,
  StringSplit: strings,
  StringToHashBucketFast: strings,
  Transform: unwritten,
  Unique: shapes,
  UpperBound: unwritten,
} as const;
