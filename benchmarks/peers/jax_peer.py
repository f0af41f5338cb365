"""JAX: jax_peer.py <plan.json>. One jit a step, state donated, Adam written out: nothing between JAX and the processor."""

import sys

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

import jax_transformer
from plan import Plan
from serve import serve

ACTIVATIONS = {"relu": jax.nn.relu, "sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh, "elu": jax.nn.elu, "softplus": jax.nn.softplus}
LAYOUT = ("NHWC", "HWIO", "NHWC")


def conv(x, kernel, spec):
    k, s, p = spec["kernel"], spec["stride"], spec["padding"]
    if x.shape[1] == x.shape[2] == k and p == 0:
        # A kernel as large as the image is a matrix product, which XLA does not see by itself.
        return (x.reshape(x.shape[0], -1) @ kernel.reshape(-1, kernel.shape[3]))[:, None, None, :]
    return lax.conv_general_dilated(x, kernel, (s, s), [(p, p)] * 2, dimension_numbers=LAYOUT)


def conv_transpose(x, kernel, spec):
    """The transposed map: a convolution of the dilated input with the turned kernel [height, width, out, in]."""
    if x.ndim == 2:
        x = x[:, None, None, :]
    k, s, p, more = spec["kernel"], spec["stride"], spec["padding"], spec["outputPadding"]
    if x.shape[1] == x.shape[2] == 1 and s == 1 and p == 0:
        flat = x.reshape(x.shape[0], -1) @ kernel.reshape(-1, kernel.shape[3]).T
        return flat.reshape(x.shape[0], k, k, kernel.shape[2])
    turned = jnp.flip(kernel, (0, 1)).transpose(0, 1, 3, 2)
    pad = (k - 1 - p, k - 1 - p + more)
    return lax.conv_general_dilated(x, turned, (1, 1), [pad, pad], lhs_dilation=(s, s), dimension_numbers=LAYOUT)


def apply(weights, part, specs, x, training):
    """What comes out, and the new running statistics."""
    moved = {}
    for i, spec in enumerate(specs):
        name, kind = f"{part}/{i}", spec["type"]
        if kind == "dense":
            x = affine(weights, name, x)
        elif kind == "reshape":
            x = x.reshape(x.shape[0], *spec["shape"])
        elif kind == "batchNorm":
            x, moved = normalize(weights, name, x, training, moved)
        else:
            convolve = conv if kind == "conv" else conv_transpose
            x = convolve(x, weights[f"{name}/kernel"], spec) + weights[f"{name}/bias"]
        x = ACTIVATIONS.get(spec.get("activation", "linear"), lambda values: values)(x)
    return x, moved


def affine(weights, name, x):
    return x.reshape(x.shape[0], -1) @ weights[f"{name}/kernel"] + weights[f"{name}/bias"]


def normalize(weights, name, x, training, moved):
    axes = tuple(range(x.ndim - 1))
    mean, variance = weights[f"{name}/movingMean"], weights[f"{name}/movingVariance"]
    if training:
        now = x.mean(axes), x.var(axes)
        old = {f"{name}/movingMean": mean, f"{name}/movingVariance": variance}
        moved = {**moved, **{key: 0.9 * value + 0.1 * new for (key, value), new in zip(old.items(), now)}}
        mean, variance = now
    scaled = (x - mean) * lax.rsqrt(variance + 1e-5)
    return scaled * weights[f"{name}/gamma"] + weights[f"{name}/beta"], moved


def posterior(job, weights, x, training):
    h, moved = apply(weights, "encoder", job["encoder"], x, training)
    if not job.get("latent"):
        return h, None, moved
    return affine(weights, "mean", h), affine(weights, "logVariance", h), moved


def loss_of(job, learned, fixed, y, noise):
    weights, noise = {**learned, **fixed}, list(noise)
    corruption = job.get("corruption")
    x = y + corruption["gaussian"] * noise.pop(0) if corruption else y
    code, log_variance, moved = posterior(job, weights, x, True)
    z = code if log_variance is None else code + noise.pop(0) * jnp.exp(0.5 * log_variance)
    out, more = apply(weights, "decoder", job["decoder"], z, True)
    out = out.reshape(y.shape)
    if job["cost"] == "squaredError":
        total = jnp.sum(jnp.square(out - y))
    else:
        total = jnp.sum(jax.nn.relu(out) - y * out + jnp.log1p(jnp.exp(-jnp.abs(out))))
    loss = total / (y.shape[0] if job["pixels"] == "sum" else y.size)
    if log_variance is not None:
        divergence = -0.5 * jnp.sum(1 + log_variance - jnp.square(code) - jnp.exp(log_variance))
        loss = loss + job["beta"] / y.shape[0] * divergence
    return loss, {**fixed, **moved, **more}


def adam(options, gradients, state, weights):
    time, first, second = state
    time = time + 1
    # 1 − βᵗ, without losing digits while βᵗ is near 1
    rate = options["learningRate"] / -jnp.expm1(time * np.log(0.9))
    root = jnp.sqrt(-jnp.expm1(time * np.log(0.999)))
    gradients = jax.tree.map(lambda g, w: g + options["weightDecay"] * w, gradients, weights)
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
    second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)
    weights = jax.tree.map(lambda w, m, v: w - rate * m / (jnp.sqrt(v) / root + 1e-8), weights, first, second)
    return weights, (time, first, second)


class Jax:
    def __init__(self, plan):
        job, options = plan.job, plan.job["optimizer"]
        images = jnp.asarray(plan.images)
        sequences = plan.sequences
        gather = lambda rows: images[rows] if sequences else images[rows].astype(jnp.float32) * plan.scale
        weights = {name: jnp.array(values) for name, values in plan.weights.items()}
        self.fixed = {name: values for name, values in weights.items() if "/moving" in name}
        self.learned = {name: values for name, values in weights.items() if name not in self.fixed}
        zeros = lambda: {name: jnp.zeros_like(values) for name, values in self.learned.items()}
        self.state = (jnp.float32(0), zeros(), zeros())
        self.key = jax.random.key(0, impl="rbg")
        shapes = [shape[1:] for shape in plan.draws]

        def update(learned, fixed, state, y, noise):
            of_images = lambda weights: loss_of(job, weights, fixed, y, noise)
            of_tokens = lambda weights: (jax_transformer.loss_of(sequences, weights, y), fixed)
            grad = jax.value_and_grad(of_tokens if sequences else of_images, has_aux=True)
            (loss, fixed), gradients = grad(learned)
            learned, state = adam(options, gradients, state, learned)
            return learned, fixed, state, loss

        def drawing(learned, fixed, state, key, rows):
            key, *keys = jax.random.split(key, 1 + len(shapes))
            noise = [jax.random.normal(each, (rows.shape[0], *shape)) for each, shape in zip(keys, shapes)]
            return *update(learned, fixed, state, gather(rows), noise), key

        given = lambda learned, fixed, state, rows, noise: update(learned, fixed, state, gather(rows), noise)
        self.drawing = jax.jit(drawing, donate_argnums=(0, 1, 2, 3))
        self.given = jax.jit(given, donate_argnums=(0, 1, 2))
        self.codes = jax.jit(lambda weights, rows: posterior(job, weights, gather(rows), False)[0])
        self.pixels = jax.jit(lambda weights, codes: apply(weights, "decoder", job["decoder"], codes, False)[0])

    def step(self, rows, noise=None):
        state = self.learned, self.fixed, self.state
        if noise is None:
            self.learned, self.fixed, self.state, loss, self.key = self.drawing(*state, self.key, rows)
        else:
            self.learned, self.fixed, self.state, loss = self.given(*state, rows, noise)
        return loss

    def value(self, loss):
        return float(loss)

    def encode(self, rows):
        return np.asarray(self.codes({**self.learned, **self.fixed}, rows))

    def decode(self, codes):
        return np.asarray(self.pixels({**self.learned, **self.fixed}, codes))


if __name__ == "__main__":
    plan = Plan(sys.argv[1])
    serve(plan, {"": lambda: Jax(plan)}, f"jax {jax.__version__}")
