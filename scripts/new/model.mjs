import { addExport, addRow, append, changeset } from './write.mjs';

/** @param {import('./names.mjs').Names} names */
const model = ({ name, type, title }) => `import type { Model } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { endsOf, run } from '../network.ts';
import { variablesOf } from '../variablesOf.ts';

/** A ${title}: an encoder and a decoder. */
export interface ${type} extends Model {
  readonly encoder: LayersModel;
  readonly decoder: LayersModel;
  /** Observations y [batch, …] → ỹ = Dec(Enc(y)), of the same shape. */
  reconstruct(y: tf.Tensor): tf.Tensor;
}

/**
 * A ${title} of any two networks with one input and one output. It owns both from here on: \`dispose\` disposes of them.
 *
 * @throws \`MODEL\` for networks with more inputs or outputs
 * @example
 * const model = ${name}({
 *   encoder: mlp({ inputShape: [28, 28, 1], hidden: [128], outputShape: [2], seed: 1 }),
 *   decoder: mlp({ inputShape: [2], hidden: [128], outputShape: [28, 28, 1], outputActivation: 'sigmoid', seed: 2 }),
 * });
 */
export function ${name}({ encoder, decoder }: { encoder: LayersModel; decoder: LayersModel }): ${type} {
  const enc = endsOf('${name}, encoder', encoder);
  const dec = endsOf('${name}, decoder', decoder);
  const encode = (y: tf.Tensor) => run('${name}.encode', encoder, enc.input, y);
  const decode = (z: tf.Tensor) => run('${name}.decode', decoder, dec.input, z);
  return {
    encoder,
    decoder,
    variables: variablesOf({ encoder, decoder }),
    reconstruct: (y) => tf.tidy(() => decode(encode(y))),
    dispose() {
      encoder.dispose();
      decoder.dispose();
    },
  };
}
`;

/** @param {import('./names.mjs').Names} names */
const energy = ({ name, type, title }) => `import type { Objective } from '@latentkit/core';
import type { Cost } from '../autoencoder/reconstruction.ts';
import type { ${type} } from './${name}.ts';

/**
 * F(y) = C(y, Dec(Enc(y))): what a ${title} makes small.
 *
 * @param options.cost one number per example, such as \`squaredError\`
 * @example
 * const objective = ${name}Energy({ cost: squaredError });
 */
export function ${name}Energy({ cost }: { cost: Cost }): Objective<${type}, 'reconstruction'> {
  return {
    weights: { reconstruction: 1 },
    terms: (model, { y }) => ({ reconstruction: cost(y, model.reconstruct(y)) }),
  };
}
`;

/** @param {import('./names.mjs').Names} names */
const save = ({ name, type, kebab, title }) => `import { modelKind } from '../files/modelKind.ts';
import { type ${type}, ${name} } from './${name}.ts';

const kind = modelKind({
  kind: '${kebab}',
  parts: ['encoder', 'decoder'],
  settings: {},
  pieces: ({ encoder, decoder }: ${type}) => ({ encoder, decoder }),
  build: ${name},
});

/**
 * The files of a ${title}; loading them changes no bit.
 *
 * @throws \`MODEL\` for one that could not be loaded again
 * @example
 * import { writeFile } from 'node:fs/promises';
 * for (const [name, bytes] of Object.entries(await save${type}(model))) await writeFile(name, bytes);
 */
export const save${type} = kind.save;

/**
 * A ${title} from its files.
 *
 * @throws \`FILE_FORMAT\`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * const copy = await load${type}(await save${type}(model));
 */
export const load${type} = kind.load;
`;

/** @param {import('./names.mjs').Names} names */
const lawsTest = ({ name, type, title }) => `import '@tensorflow/tfjs-backend-cpu';
import { streams, table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { initialize, mlp } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import { ${name}, ${name}Energy, load${type}, save${type} } from '../index.ts';
import { laws } from '@latentkit/test-kit';

const imageShape = [6, 7, 1];
const values = fillUniform(new Float32Array(5 * 42), { seed: 7, stream: streams.callers, step: 0 });

laws('${title}', {
  backend: 'cpu',
  make(seed) {
    const encoder = mlp({ inputShape: imageShape, hidden: [16], outputShape: [3] });
    const decoder = mlp({ inputShape: [3], hidden: [16], outputShape: imageShape, outputActivation: 'sigmoid' });
    initialize([encoder, decoder], { seed });
    return ${name}({ encoder, decoder });
  },
  objective: ${name}Energy({ cost: squaredError }),
  y: table(values, [5, ...imageShape]),
  save: save${type},
  load: load${type},
});
`;

/** @param {import('./names.mjs').Names} names */
const section = ({ name, type, title }) => `
## ${title[0]?.toUpperCase()}${title.slice(1)}

F(y) = C(y, Dec(Enc(y))), summed over the numbers of an example and averaged over examples.

\`\`\`ts
import '@tensorflow/tfjs-backend-cpu';
import { squaredError } from '@latentkit/losses';
import { denseAutoencoder, ${name}, ${name}Energy, save${type} } from '@latentkit/models';

const { encoder, decoder } = denseAutoencoder({ seed: 1 }); // any two tf.LayersModels
const model = ${name}({ encoder, decoder }); // observations [batch, …] in and out
const objective = ${name}Energy({ cost: squaredError });
const files = await save${type}(model);
\`\`\`
`;

/**
 * A new model in packages/models: an encoder, a decoder and one energy until its author puts more there.
 *
 * @param {import('./names.mjs').Names} names
 * @returns {import('./write.mjs').Plan}
 */
export function modelFiles(names) {
  const { name, type, kebab } = names;
  const folder = 'packages/models';
  const own = `${folder}/src/${name}`;
  const exports = [
    `export { ${name}, type ${type} } from './${name}/${name}.ts';`,
    `export { ${name}Energy } from './${name}/${name}Energy.ts';`,
    `export { load${type}, save${type} } from './${name}/save${type}.ts';`,
  ];
  const sentence = `\`${name}\`: an encoder and a decoder, with the energy of their reconstruction and their files.`;
  const row = `| \`${name}({ encoder, decoder })\`, \`${name}Energy({ cost })\`, \`save${type}\`, \`load${type}\` | see its section below |`;
  return {
    files: {
      [`${own}/${name}.ts`]: model(names),
      [`${own}/${name}Energy.ts`]: energy(names),
      [`${own}/save${type}.ts`]: save(names),
      [`${own}/laws.test.ts`]: lawsTest(names),
      [`.changeset/model-${kebab}.md`]: changeset('@latentkit/models', sentence),
    },
    edits: {
      [`${folder}/src/index.ts`]: addExport(name, `${exports.join('\n')}\n`),
      [`${folder}/README.md`]: (text) => append(section(names))(addRow('## Exports', row)(text)),
    },
    next: `An autoencoder stands in for your model: change ${own}, the README's section and the changeset, and give it an entry in packages/catalogue/src/models, and a line in models.ts beside.`,
  };
}
