"""JAX's side of a sequence job: the loss of a decoder-only transformer."""

import jax
import jax.numpy as jnp
from jax import lax


def affine(weights, name, x):
    product = x @ weights[f"{name}/kernel"]
    bias = weights.get(f"{name}/bias")
    return product if bias is None else product + bias


def norm(weights, name, x):
    mean = x.mean(-1, keepdims=True)
    centred = x - mean
    scale = lax.rsqrt(jnp.square(centred).mean(-1, keepdims=True) + 1e-5)
    return centred * scale * weights[f"{name}/gain"] + weights[f"{name}/bias"]


def attention(weights, name, x, heads):
    batch, tokens, width = x.shape
    split = lambda part: affine(weights, f"{name}/{part}", x).reshape(batch, tokens, heads, width // heads)
    seen = jax.nn.dot_product_attention(split("query"), split("key"), split("value"), is_causal=True)
    return affine(weights, f"{name}/output", seen.reshape(batch, tokens, width))


def loss_of(sizes, weights, y):
    """The loss of a batch of tokens [batch, tokens]: each is told by those before it, the first by token 0."""
    before = jnp.pad(y[:, :-1], ((0, 0), (1, 0)))
    x = weights["tokens"][before] + weights["places"]
    for i in range(sizes["depth"]):
        block = f"blocks/{i}"
        x = x + attention(weights, f"{block}/attention", norm(weights, f"{block}/attentionNorm", x), sizes["heads"])
        hidden = affine(weights, f"{block}/feedForward/up", norm(weights, f"{block}/feedForwardNorm", x))
        x = x + affine(weights, f"{block}/feedForward/down", jax.nn.gelu(hidden, approximate=False))
    scores = jax.nn.log_softmax(affine(weights, "head", norm(weights, "norm", x)))
    chosen = jnp.take_along_axis(scores, y[..., None], -1)
    return -chosen.sum() / y.shape[0]
