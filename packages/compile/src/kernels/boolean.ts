import type { Value } from '../graph/graph.ts';
import { cast } from '../graph/ops.ts';

/** ONNX has no arithmetic on bool: as tfjs does, count it as an integer. */
export const wide = (x: Value): Value => (x.dtype === 'bool' ? cast(x, 'int32') : x);
