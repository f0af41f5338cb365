import { addAfter, addExport, addRow, changeset } from './write.mjs';

/** @param {string} name */
const source = (name) => `import * as tf from '@tensorflow/tfjs-core';
import { perExample } from './perExample.ts';
import { sameShape } from './sameShape.ts';

/**
 * C(y, ỹ) = ½ Σᵢ (yᵢ − ỹᵢ)².
 *
 * @param y the observations [batch, …]
 * @param reconstruction ỹ, of the same shape
 * @returns [batch], in squared units of y
 * @throws SHAPE, DTYPE or TYPE when the two are not float32 tensors of one shape
 * @example
 * ${name}(tf.tensor2d([[0, 1]]), tf.tensor2d([[2, 0]])); // [2.5]
 */
export function ${name}(y: tf.Tensor, reconstruction: tf.Tensor): tf.Tensor1D {
  sameShape('${name}', { y, reconstruction });
  return tf.tidy(() => tf.mul(perExample(tf.squaredDifference(reconstruction, y)), 0.5));
}
`;

/** @param {string} name */
const test = (name) => `import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { onEachBackend } from '../testing/backends.ts';
import { finiteDifference, gradient } from '../testing/derivatives.ts';
import { expectClose, wave } from '../testing/numbers.ts';
import { ${name} } from './${name}.ts';

onEachBackend(() => {
  it('is the closed form, example by example', () => {
    const y = tf.tensor2d([
      [0, 1],
      [2, 3],
    ]);
    const reconstruction = tf.tensor2d([
      [1, 3],
      [2, 0],
    ]);
    expectClose(${name}(y, reconstruction), [(1 + 4) / 2, (0 + 9) / 2]);
  });

  it('has the gradient of finite differences', () => {
    const y = wave([3, 4]);
    const energy = (reconstruction: tf.Tensor) => ${name}(y, reconstruction);
    const reconstruction = wave([3, 4], 1, 1);
    expectClose(gradient(energy, reconstruction), finiteDifference(energy, reconstruction), { rtol: 1e-4, atol: 1e-5 });
  });

  it('refuses what would broadcast', () => {
    expect(() => ${name}(wave([2, 3]), wave([2, 1]))).toThrow(
      '${name}: expected y and reconstruction of one shape [batch, …], received y [2,3] and reconstruction [2,1]. ' +
        'Reshape one of them; nothing is broadcast.',
    );
  });
});
`;

/**
 * A new cost in packages/losses: ½‖y − ỹ‖² until its author puts another equation there.
 *
 * @param {import('./names.mjs').Names} names
 * @returns {import('./write.mjs').Plan}
 */
export function lossFiles({ name, kebab }) {
  const folder = 'packages/losses';
  return {
    files: {
      [`${folder}/src/${name}.ts`]: source(name),
      [`${folder}/src/${name}.test.ts`]: test(name),
      [`.changeset/loss-${kebab}.md`]: changeset('@latentkit/losses', `\`${name}\`: ½ Σ (y − ỹ)² of each example.`),
    },
    edits: {
      [`${folder}/src/index.ts`]: addExport(name, `export { ${name} } from './${name}.ts';\n`),
      [`${folder}/src/laws.test.ts`]: addAfter('const pairs', `  ${name}: losses.${name},`),
      [`${folder}/README.md`]: addRow('## Exports', `| \`${name}(y, ỹ)\` | ½ Σ (y − ỹ)² | squared units of y |`),
    },
    next: `½‖y − ỹ‖² stands in for your equation: change it in ${folder}/src/${name}.ts, its test, the README's row and the changeset.`,
  };
}
