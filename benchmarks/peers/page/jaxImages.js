// The loss of a job of images in jax-js, as in ../jax_peer.py. Images are [batch, channels, height, width], kernels [out, in, height, width] and,
// transposed, [in, out, height, width]. Arrays are handed over to what takes them: `.ref` keeps one for another use.
import { lax, nn, numpy as np } from '@jax-js/jax';

const activations = {
  linear: (x) => x,
  relu: nn.relu,
  sigmoid: nn.sigmoid,
  tanh: np.tanh,
  elu: nn.elu,
  softplus: nn.softplus,
};
const flat = (x) => x.reshape([x.shape[0], -1]);
/** A map of 1 × 1 pixels as [batch, channels]. */
const isVector = (x) => x.ndim === 2 || (x.shape[2] === 1 && x.shape[3] === 1);
const channels = (bias) => bias.reshape([1, -1, 1, 1]);
/** A kernel as large as its image is a product of matrices. */
const asMatrix = (kernel, first) => kernel.reshape([first, -1]);

const layers = {
  dense: (x, { kernel, bias }) => np.matmul(flat(x), kernel).add(bias),
  reshape: (x, _, { shape: [height, width, depth] }) => {
    return x.reshape([-1, height, width, depth]).transpose([0, 3, 1, 2]);
  },
  conv(x, { kernel, bias }, { kernel: k, stride, padding }) {
    const [out] = kernel.shape;
    if (padding === 0 && x.shape[2] === k && x.shape[3] === k) {
      return np.matmul(flat(x), asMatrix(kernel, out).transpose()).add(bias).reshape([-1, out, 1, 1]);
    }
    const pad = [padding, padding];
    return lax.convGeneralDilated(x, kernel, [stride, stride], [pad, pad]).add(channels(bias));
  },
  /** The kernel is [in, out, height, width]. */
  convTranspose(x, { kernel, bias }, { kernel: k, stride, padding, outputPadding }) {
    const [size, out] = kernel.shape;
    if (isVector(x) && stride === 1 && padding === 0) {
      return np.matmul(flat(x), asMatrix(kernel, size)).reshape([-1, out, k, k]).add(channels(bias));
    }
    const pad = [padding, padding - outputPadding];
    const map = x.ndim === 2 ? x.reshape([-1, size, 1, 1]) : x;
    return lax.convTranspose(map, kernel, [stride, stride], [pad, pad], { transposeKernel: true }).add(channels(bias));
  },
};

function apply(weights, part, specs, x) {
  return specs.reduce((h, spec, i) => {
    const own = { kernel: weights[`${part}/${i}/kernel`], bias: weights[`${part}/${i}/bias`] };
    return activations[spec.activation ?? 'linear'](layers[spec.type](h, own, spec));
  }, x);
}

const affine = (weights, name, x) => np.matmul(x, weights[`${name}/kernel`]).add(weights[`${name}/bias`]);

/** Numbers of images [batch, height, width, channels] as [batch, channels, height, width]. */
const channelsFirst = (y, input) => y.reshape([-1, ...input]).transpose([0, 3, 1, 2]);

/** y is [batch, pixels], 0 … 1; noise of the posterior alone. */
export function imageLoss(job, weights, y, noise) {
  const image = job.input.length === 3 ? channelsFirst(y, job.input) : y;
  let code = apply(weights, 'encoder', job.encoder, image.ref);
  let divergence;
  if (job.latent !== undefined) {
    const h = flat(code);
    const [mean, logVariance] = [affine(weights, 'mean', h.ref), affine(weights, 'logVariance', h)];
    code = mean.ref.add(noise.mul(np.exp(logVariance.ref.mul(0.5))));
    divergence = np.sum(np.exp(logVariance.ref).sub(logVariance).sub(1).add(np.square(mean))).mul(0.5 * job.beta);
  }
  const out = flat(apply(weights, 'decoder', job.decoder, code));
  const target = flat(image);
  const [batch, pixels] = target.shape;
  const images = job.pixels === 'mean' ? batch * pixels : batch;
  const total =
    job.cost === 'squaredError'
      ? np.sum(np.square(out.sub(target)))
      : np.sum(
          nn
            .relu(out.ref)
            .sub(target.mul(out.ref))
            .add(np.log1p(np.exp(np.abs(out).mul(-1)))),
        );
  const loss = total.mul(1 / images);
  return divergence ? loss.add(divergence.mul(1 / batch)) : loss;
}

/** A kernel as a plan holds it, [height, width, in, out] or, transposed, [height, width, out, in], in the order of jax-js. */
export function ownLayout(name, values) {
  return name.endsWith('/kernel') && values.ndim === 4 ? values.transpose([3, 2, 0, 1]) : values;
}
