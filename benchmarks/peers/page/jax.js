// jax-js: one `jit` a step, Adam written out, as in ../jax_peer.py.
import { defaultDevice, init, jit, numpy as np, random, tree, valueAndGrad } from '@jax-js/jax';
import { imageLoss, ownLayout } from './jaxImages.js';
import { sequenceLoss } from './jaxTransformer.js';

/** A weight and its moments after a step; `rate` and `root` hold what depends on the time. */
function adam({ gradient, weight, first, second }, { decay, rate, root }) {
  const g = decay === 0 ? gradient : gradient.add(weight.ref.mul(decay));
  const m = first.mul(0.9).add(g.ref.mul(0.1));
  const v = second.mul(0.999).add(np.square(g).mul(0.001));
  return [weight.sub(m.ref.mul(rate).div(np.sqrt(v.ref).div(root).add(1e-8))), m, v];
}

/** A whole step: [weights, first moments, second moments] by name, and the loss. */
function updateOf(job, names) {
  const { transformer, optimizer } = job;
  const lossOf = (weights, y, noise) =>
    transformer ? sequenceLoss(transformer, weights, y) : imageLoss(job, weights, y, noise);
  return ([weights, first, second], y, noise, rate, root) => {
    const kept = Object.fromEntries(names.map((name) => [name, weights[name].ref]));
    const [loss, gradients] = valueAndGrad((learned) => lossOf(learned, y, noise))(kept);
    const next = [{}, {}, {}];
    for (const name of names) {
      const part = { gradient: gradients[name], weight: weights[name], first: first[name], second: second[name] };
      adam(part, { decay: optimizer.weightDecay, rate: rate.ref, root: root.ref }).forEach((array, i) => {
        next[i][name] = array;
      });
    }
    rate.dispose();
    root.dispose();
    return [next, loss];
  };
}

/**
 * A job of `../../jobs` on a device of jax-js.
 *
 * @param plan  table: { values, width, scale }, its rows by number; weights: [name, { values, shape }][]; device: 'wasm' or 'webgpu'
 */
export async function jaxSystem({ job, table, weights, device }) {
  await init(device);
  defaultDevice(device);
  const names = weights.map(([name]) => name);
  const start = weights.map(([name, { values, shape }]) => [
    name,
    ownLayout(name, np.array(values).reshape([...shape])),
  ]);
  const zeros = () => Object.fromEntries(start.map(([name, { shape }]) => [name, np.zeros(shape)]));
  let state = [Object.fromEntries(start), zeros(), zeros()];
  let key = random.key(0);
  let time = 0;
  const update = updateOf(job, names);
  const given = jit(update);
  const drawing = jit((learned, y, own, rate, root) => {
    const [next, used] = random.split(own, 2);
    return [...update(learned, y, random.normal(used, [job.batchSize, job.latent]), rate, root), next];
  });
  return {
    /** @param {Int32Array} rows @param {Float32Array} [noise] of a posterior, for a check */
    async step(rows, noise) {
      time++;
      const y = gather(table, rows);
      const rate = np.array(job.optimizer.learningRate / (1 - 0.9 ** time));
      const root = np.array(Math.sqrt(1 - 0.999 ** time));
      let loss;
      if (job.latent === undefined) [state, loss] = given(state, y, np.zeros([1]), rate, root);
      else if (noise) [state, loss] = given(state, y, np.array(noise).reshape([rows.length, job.latent]), rate, root);
      else [state, loss, key] = drawing(state, y, key, rate, root);
      return (await loss.data())[0];
    },
    dispose: () => tree.dispose(state),
  };
}

/** Rows of a table: jax-js has no arrays of bytes, so that the host gathers and scales. */
function gather({ values, width, scale }, rows) {
  const gathered = new (scale === 1 ? Int32Array : Float32Array)(rows.length * width);
  rows.forEach((row, i) => {
    for (let j = 0; j < width; j++) gathered[i * width + j] = values[row * width + j] * scale;
  });
  return np.array(gathered).reshape([rows.length, width]);
}
