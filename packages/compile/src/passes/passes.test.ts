import { describe, expect, it } from 'vitest';
import { type Graph, input, type Value } from '../graph/graph.ts';
import { listing } from '../graph/listing.ts';
import {
  binary,
  cast,
  compare,
  expand,
  gemm,
  matmul,
  reduce,
  reshape,
  scalar,
  slice,
  transpose,
  unary,
} from '../graph/ops.ts';
import { splat } from './constants.ts';
import { factorOutwards } from './factorOutwards.ts';
import { foldIdentity } from './foldIdentity.ts';
import { foldScalars } from './foldScalars.ts';
import { fusedProduct } from './fusedProduct.ts';
import { gemmAlpha } from './gemmAlpha.ts';
import { gemmBias } from './gemmBias.ts';
import { gemmOfTranspose } from './gemmOfTranspose.ts';
import { joinFactors } from './joinFactors.ts';
import { leadingOnes } from './leadingOnes.ts';
import { rewrite } from './rewrite.ts';
import type { Rule } from './rule.ts';
import { shareCommon } from './shareCommon.ts';
import { sinkExpand } from './sinkExpand.ts';
import { sinkReshape } from './sinkReshape.ts';
import { runtimeStages, through } from './stages.ts';
import { sumByProduct } from './sumByProduct.ts';
import { summedSoftplus } from './summedSoftplus.ts';
import { sumOfSquares } from './sumOfSquares.ts';

const x = input('x', 'float32', [4, 6]);
const y = input('y', 'float32', [4, 6]);
const s = input('s', 'float32', []);
const forRuntime = (graph: Graph) => through(graph, runtimeStages());
const graph = (result: Value): Graph => ({ inputs: [], outputs: { result } });
/** The lines of the graph after a pass. */
const after = (rule: Rule, result: Value) =>
  listing(rewrite(graph(result), rule))
    .trim()
    .split('\n');
const unchanged = ['output result = x'];

describe('foldIdentity', () => {
  it('drops what changes nothing', () => {
    expect(after(foldIdentity, reshape(reshape(x, [24]), [4, 6]))).toEqual(unchanged);
    expect(after(foldIdentity, transpose(transpose(x, [1, 0]), [1, 0]))).toEqual(unchanged);
    expect(after(foldIdentity, binary('Add', scalar(0), binary('Mul', x, splat(scalar(1), [4, 6]))))).toEqual(
      unchanged,
    );
    expect(after(foldIdentity, binary('Div', binary('Sub', x, scalar(0)), scalar(1)))).toEqual(unchanged);
  });

  it('keeps what broadcasts, and 1 − x', () => {
    expect(after(foldIdentity, binary('Mul', s, splat(scalar(1), [2]))).length).toBe(2);
    expect(after(foldIdentity, binary('Sub', scalar(0), x)).length).toBe(2);
  });

  it('turns an exchange of axes of length 1, and a sum over one, into a new shape', () => {
    const row = reshape(x, [1, 24]);
    expect(after(foldIdentity, transpose(row, [1, 0]))).toEqual(after(foldIdentity, reshape(x, [24, 1])));
    expect(after(foldIdentity, reduce('ReduceSum', row, [0]))).toEqual(after(foldIdentity, reshape(x, [24])));
  });

  it('takes a mask from bool to float and back as it was', () => {
    const mask = input('mask', 'bool', [4]);
    expect(after(foldIdentity, cast(cast(mask, 'float32'), 'bool'))).toEqual(['output result = mask']);
  });
});

describe('foldScalars, joinFactors', () => {
  it('computes with constants in float32', () => {
    expect(after(foldScalars, binary('Sub', scalar(1), scalar(0.9)))).toEqual([
      `output result = ${Math.fround(1 - Math.fround(0.9))}`,
    ]);
  });

  it('multiplies two factors first', () => {
    expect(after(joinFactors, binary('Mul', scalar(4), binary('Mul', x, scalar(2))))).toEqual([
      '%0 float32[4,6] = Mul(x, 8)',
      'output result = %0',
    ]);
    expect(after(joinFactors, binary('Mul', binary('Mul', x, y), scalar(2))).length).toBe(3);
  });

  it('keeps the axes that a number of shape [1, 1] gives, sums that round, and products within range', () => {
    const row = input('row', 'float32', [3]);
    expect(after(joinFactors, binary('Mul', binary('Mul', row, splat(scalar(2), [1, 1])), scalar(3)))[0]).toBe(
      '%0 float32[1,3] = Mul(row, [6])',
    );
    expect(after(joinFactors, binary('Add', binary('Add', x, scalar(8)), scalar(-8))).length).toBe(3);
    expect(after(joinFactors, binary('Mul', binary('Mul', x, scalar(1e-30)), scalar(1e-30))).length).toBe(3);
  });

  it('a rule that changes a shape is an error that names it', () => {
    const flat: Rule = function flatten(made) {
      return made.op === 'Exp' ? reshape(made.outputs[0] as Value, [24]) : undefined;
    };
    expect(() => rewrite(graph(unary('Exp', x)), flat)).toThrow(
      'compiled step, rule flatten: expected float32[4,6] for the result of Exp, received float32[24]. Use the eager engine, and report the step.',
    );
  });
});

describe('factorOutwards', () => {
  it('multiplies a product by a number last, and leaves what is not a product', () => {
    const half = binary('Mul', x, scalar(0.5));
    const last = ['%0 float32[4,6] = Mul(x, y)', '%1 float32[4,6] = Mul(%0, 0.5)', 'output result = %1'];
    expect(after(factorOutwards, binary('Mul', half, y))).toEqual(last);
    expect(after(factorOutwards, binary('Add', half, y))).toEqual(after(() => undefined, binary('Add', half, y)));
    expect(after(factorOutwards, binary('Mul', y, half))).toEqual(
      after(() => undefined, binary('Mul', binary('Mul', y, x), scalar(0.5))),
    );
  });

  it('hands the number to an operand that is broadcast', () => {
    const row = input('row', 'float32', [6]);
    expect(after(factorOutwards, binary('Mul', row, binary('Mul', x, scalar(2))))).toEqual([
      '%0 float32[6] = Mul(row, 2)',
      '%1 float32[4,6] = Mul(%0, x)',
      'output result = %1',
    ]);
  });
});

describe('leadingOnes', () => {
  it('drops axes that broadcasting adds, unless no other operand has them', () => {
    const row = input('row', 'float32', [1, 6]);
    expect(after(leadingOnes, binary('Sub', x, row))).toEqual([
      '%0 float32[6] = Reshape(row, [6])',
      '%1 float32[4,6] = Sub(x, %0)',
      'output result = %1',
    ]);
    const both = binary('Sub', row, input('column', 'float32', [1, 4, 1]));
    expect(after(leadingOnes, both)).toEqual(after(() => undefined, both));
  });
});

describe('sinkExpand', () => {
  it('computes before it broadcasts', () => {
    expect(after(sinkExpand, unary('Exp', expand(s, [4, 6])))).toEqual([
      '%0 float32[] = Exp(s)',
      '%1 float32[4,6] = Expand(%0, [4,6])',
      'output result = %1',
    ]);
    expect(after(sinkExpand, binary('Mul', splat(scalar(2), [4, 6]), x))).toEqual([
      '%0 float32[4,6] = Mul(2, x)',
      'output result = %0',
    ]);
  });
});

describe('sinkReshape', () => {
  it('computes in the shape in which the operands were made', () => {
    const wide = (value: Value) => reshape(value, [2, 2, 6, 1]);
    const sunk = rewrite(graph(unary('Relu', binary('Add', wide(x), wide(y)))), sinkReshape);
    expect(listing(rewrite(sunk, foldIdentity)).trim().split('\n')).toEqual([
      '%0 float32[4,6] = Add(x, y)',
      '%1 float32[4,6] = Relu(%0)',
      '%2 float32[2,2,6,1] = Reshape(%1, [2,2,6,1])',
      'output result = %2',
    ]);
  });

  it('comes to an end where operands have shapes of their own', () => {
    const deep = input('deep', 'float32', [2, 2, 6]);
    const flat = (value: Value) => reshape(value, [4, 6]);
    // x and deep again and again, as the two branches of a residual network
    const one = binary('Add', reshape(unary('Exp', flat(deep)), [2, 2, 6]), reshape(unary('Tanh', x), [2, 2, 6]));
    const two = binary('Mul', flat(one), flat(binary('Add', one, reshape(unary('Sin', flat(one)), [2, 2, 6]))));
    const rule: Rule = (node) => foldIdentity(node) ?? sinkReshape(node);
    let settled = graph(two);
    for (let round = 0; round < 4; round++) settled = rewrite(settled, rule);
    expect(rewrite(settled, rule).outputs.result).toBe(settled.outputs.result);
  });

  it('leaves no axis of length 1 in arithmetic', () => {
    const image = input('image', 'float32', [4, 6, 1]);
    expect(after(sinkReshape, binary('Mul', image, s))[1]).toBe('%1 float32[4,6] = Mul(%0, s)');
  });
});

describe('products', () => {
  it('takes a transposition as a flag and a row as a bias', () => {
    const w = input('w', 'float32', [3, 6]);
    const b = input('b', 'float32', [3]);
    expect(after(gemmOfTranspose, gemm(x, transpose(w, [1, 0])))[0]).toBe(
      '%0 float32[4,3] = Gemm(x, w, transA=0, transB=1)',
    );
    expect(after(gemmBias, binary('Add', b, gemm(x, w, { transB: true })))[0]).toBe(
      '%0 float32[4,3] = Gemm(x, w, b, transA=0, transB=1)',
    );
  });

  it('sums rows by a product with ones, and leaves other sums', () => {
    expect(after(sumByProduct, reduce('ReduceSum', x, [0]))[0]).toBe('%0 float32[1,6] = MatMul([1,1,1,1], x)');
    expect(after(sumByProduct, reduce('ReduceSum', x, [1])).length).toBe(2);
  });
});

describe('fusedProduct', () => {
  const heads = (name: string) => transpose(input(name, 'float32', [2, 5, 3, 4]), [0, 2, 1, 3]);

  it('c · q · kᵀ of several heads is one operation, and keys keep their rows together', () => {
    const scores = matmul(binary('Mul', heads('q'), scalar(0.5)), transpose(heads('k'), [0, 1, 3, 2]));
    const lines = listing(rewrite(rewrite(graph(scores), foldIdentity), fusedProduct));
    expect(lines).toContain('float32[2,3,5,4] = Transpose(k, perm=[0,2,1,3])');
    expect(lines).toMatch(/float32\[2,3,5,5\] = FusedMatMul\(%\d, %\d, transA=0, transB=1, alpha=\{"float":0.5\}\)/);
  });

  it('pᵀ · d is one operation too; matrices, and factors whose rows are torn apart, stay', () => {
    const p = input('p', 'float32', [2, 3, 5, 5]);
    expect(after(fusedProduct, matmul(transpose(p, [0, 1, 3, 2]), p))[0]).toBe(
      '%0 float32[2,3,5,5] = FusedMatMul(p, p, transA=1, transB=0)',
    );
    const torn = matmul(p, transpose(input('t', 'float32', [5, 5, 2, 3]), [2, 3, 0, 1]));
    expect(after(fusedProduct, torn)).toEqual(after(() => undefined, torn));
    const flat = matmul(transpose(x, [1, 0]), y);
    expect(after(fusedProduct, flat)).toEqual(after(() => undefined, flat));
  });
});

describe('shareCommon', () => {
  it('computes nothing twice, and tells parts of different shape apart', () => {
    const twice = binary('Add', unary('Exp', x), unary('Exp', x));
    expect(listing(shareCommon(graph(twice)))).toBe(
      '%0 float32[4,6] = Exp(x)\n%1 float32[4,6] = Add(%0, %0)\noutput result = %1\n',
    );
    const parts = binary('Add', slice(x, [0, 0], [2, 6]), slice(x, [2, 0], [4, 6]));
    expect(
      listing(shareCommon(graph(parts)))
        .trim()
        .split('\n').length,
    ).toBe(4);
  });
});

describe('gemmAlpha', () => {
  it('a number times a factor is a factor of the product', () => {
    const [w, half] = [input('w', 'float32', [6, 3]), scalar(0.5)];
    expect(after(gemmAlpha, gemm(binary('Mul', half, x), w))).toEqual(after(gemmAlpha, gemm(x, w, { alpha: 0.5 })));
    const rows = reshape(binary('Mul', y, half), [6, 4]);
    expect(after(gemmAlpha, gemm(x, rows, { transA: false, bias: input('b', 'float32', [4]) }))).toEqual(
      after(gemmAlpha, gemm(x, reshape(y, [6, 4]), { alpha: 0.5, bias: input('b', 'float32', [4]) })),
    );
    expect(after(gemmAlpha, gemm(binary('Mul', s, x), w)).length).toBe(3);
  });

  it('a sum of such rows has the factor in its ones', () => {
    const ones = splat(scalar(1), [1, 4]);
    expect(after(gemmAlpha, matmul(ones, binary('Mul', x, scalar(0.5))))).toEqual(
      after(gemmAlpha, matmul(splat(scalar(0.5), [1, 4]), x)),
    );
  });
});

describe('summedSoftplus', () => {
  const sum = (z: Value) => reduce('ReduceSum', z, [0, 1]);
  const softplus = (z: Value) => unary('Softplus', z);

  it('a sum of log(1 + eˣ) beside σ(x) needs no exponential of its own', () => {
    const outputs = { gradient: unary('Sigmoid', x), cost: sum(softplus(x)), other: sum(softplus(y)) };
    const text = listing(summedSoftplus({ inputs: [], outputs }));
    expect(text.match(/= Exp\(/g)).toHaveLength(1);
    expect(text).toMatch(/Sub\(1, %0\)\n%\d float32\[4,6\] = Max\(%0, /);
  });

  it('is left alone where anything but a sum needs it', () => {
    const others = {
      inputs: [],
      outputs: { gradient: unary('Sigmoid', x), cost: softplus(x), log: sum(unary('Log', softplus(y))) },
    };
    expect(listing(summedSoftplus(others))).toBe(listing(others));
  });
});

describe('sumOfSquares', () => {
  const squared = (sum: Value) => listing(rewrite(graph(sum), sumOfSquares));

  it('a sum of x · x is one operation, also of another shape', () => {
    const square = binary('Mul', x, x);
    expect(squared(reduce('ReduceSum', square, [1]))).toContain('%0 float32[4] = ReduceSumSquare(x, [1]');
    const reshaped = squared(reduce('ReduceSum', reshape(square, [2, 12]), [1]));
    expect(reshaped).toContain('float32[2] = ReduceSumSquare(%0, [1]');
    expect(reshaped).not.toContain('Mul');
  });

  it('a sum of other products stays', () => {
    const other = reduce('ReduceSum', binary('Mul', x, unary('Neg', x)), [1]);
    expect(squared(other)).toBe(listing(graph(other)));
  });
});

describe('the stages for ONNX Runtime', () => {
  const mask = cast(compare('Greater', x, scalar(0)), 'float32');

  it('a mask of x > 0 as numbers is one pass', () => {
    expect(listing(forRuntime(graph(mask))).split('\n')[0]).toMatch(/^%0 float32\[4,6\] = HardSigmoid\(x, /);
    const other = cast(compare('Greater', x, scalar(1)), 'float32');
    expect(listing(forRuntime(graph(other)))).toBe(listing(graph(other)));
  });

  it('a product and a matrix beside it are one product, unless the product is needed too', () => {
    const product = gemm(input('a', 'float32', [4, 3]), input('b', 'float32', [3, 6]));
    expect(listing(forRuntime(graph(binary('Add', x, product))))).toContain('= Gemm(a, b, x,');
    const both = { inputs: [], outputs: { sum: binary('Add', x, product), product } };
    expect(listing(forRuntime(both))).toBe(listing(both));
  });

  it('so are the gradients of one branch after another', () => {
    const [a, b, w] = [input('a', 'float32', [4, 3]), input('b', 'float32', [3, 6]), input('w', 'float32', [6, 6])];
    const first = binary('Add', x, gemm(a, b));
    const second = binary('Add', y, gemm(first, w));
    expect(listing(forRuntime(graph(second)))).not.toContain('Add');
  });

  it('a large product with columns has them written out as rows, once for all products', () => {
    const [h, d] = [input('h', 'float32', [128, 784]), input('d', 'float32', [128, 400])];
    const outputs = { one: gemm(h, d, { transA: true }), two: gemm(h, unary('Neg', d), { transA: true }) };
    const text = listing(forRuntime({ inputs: [], outputs }));
    expect(text.match(/= Transpose\(h/g)).toHaveLength(1);
    expect(text).toContain('float32[784,400] = Gemm(%0, d, transA=0, transB=0)');
    const small = graph(gemm(x, y, { transA: true }));
    expect(listing(forRuntime(small))).toBe(listing(small));
  });
});
