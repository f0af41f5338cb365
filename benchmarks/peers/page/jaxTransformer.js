// The loss of a job of sequences in jax-js, as in ../jax_transformer.py.
import { nn, numpy as np } from '@jax-js/jax';

function affine(weights, name, x) {
  const product = np.matmul(x, weights[`${name}/kernel`]);
  const bias = weights[`${name}/bias`];
  return bias ? product.add(bias) : product;
}

function norm(weights, name, x) {
  const centred = x.ref.sub(np.mean(x, -1, { keepdims: true }));
  const variance = np.mean(np.square(centred.ref), -1, { keepdims: true });
  return centred
    .div(np.sqrt(variance.add(1e-5)))
    .mul(weights[`${name}/gain`])
    .add(weights[`${name}/bias`]);
}

function attention(weights, name, x, heads) {
  const [batch, tokens, width] = x.shape;
  const part = (of, own) => affine(weights, `${name}/${of}`, own).reshape([batch, tokens, heads, width / heads]);
  const seen = nn.dotProductAttention(part('query', x.ref), part('key', x.ref), part('value', x), { isCausal: true });
  return affine(weights, `${name}/output`, seen.reshape([batch, tokens, width]));
}

/** The mean over sequences of −Σ log p(token | those before it), the first after token 0; y: [batch, tokens]. */
export function sequenceLoss({ vocabulary, depth, heads }, weights, y) {
  const [batch, tokens] = y.shape;
  const before = np.concatenate([np.zeros([batch, 1], { dtype: np.int32 }), y.ref.slice([], [0, tokens - 1])], 1);
  let x = np.matmul(nn.oneHot(before, vocabulary), weights.tokens).add(weights.places);
  for (let i = 0; i < depth; i++) {
    const block = `blocks/${i}`;
    x = x.ref.add(attention(weights, `${block}/attention`, norm(weights, `${block}/attentionNorm`, x), heads));
    const hidden = affine(weights, `${block}/feedForward/up`, norm(weights, `${block}/feedForwardNorm`, x.ref));
    x = x.add(affine(weights, `${block}/feedForward/down`, nn.gelu(hidden, { approximate: false })));
  }
  const scores = nn.logSoftmax(affine(weights, 'head', norm(weights, 'norm', x)), -1);
  return np.sum(scores.mul(nn.oneHot(y, vocabulary))).mul(-1 / batch);
}
