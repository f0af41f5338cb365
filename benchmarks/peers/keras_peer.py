"""Keras: KERAS_BACKEND=tensorflow|jax keras_peer.py <plan.json>. The step is written as Keras's guides write a custom loop."""

import os
import sys

import keras
import numpy as np
from keras import ops

from keras_network import head, network
from plan import Plan
from serve import serve, unsupported


class Model(keras.Model):
    """From images and normal numbers to the loss of a batch."""

    def __init__(self, plan):
        super().__init__()
        self.job = plan.job
        self.encoder, shape = network(plan, "encoder", self.job["input"], self.job["encoder"])
        self.latent = self.job.get("latent")
        if self.latent:
            self.mean, self.log_variance = head(plan, "mean", shape), head(plan, "logVariance", shape)
            shape = [self.latent]
        self.decoder, _ = network(plan, "decoder", shape, self.job["decoder"])
        self.built = True

    def posterior(self, x, training):
        h = self.encoder(x, training=training)
        return (self.mean(h), self.log_variance(h)) if self.latent else (h, None)

    def call(self, inputs, training=False):
        y, *noise = inputs
        corruption = self.job.get("corruption")
        x = y + corruption["gaussian"] * noise.pop(0) if corruption else y
        code, log_variance = self.posterior(x, training)
        z = code if log_variance is None else code + noise.pop(0) * ops.exp(0.5 * log_variance)
        out = ops.reshape(self.decoder(z, training=training), ops.shape(y))
        examples = ops.shape(y)[0] * (1 if self.job["pixels"] == "sum" else int(np.prod(y.shape[1:])))
        examples = ops.cast(examples, "float32")
        loss = self.cost(out, y) / examples
        if log_variance is None:
            return loss
        divergence = -0.5 * ops.sum(1 + log_variance - ops.square(code) - ops.exp(log_variance))
        return loss + self.job["beta"] / ops.cast(ops.shape(y)[0], "float32") * divergence

    def cost(self, out, y):
        if self.job["cost"] == "squaredError":
            return ops.sum(ops.square(out - y))
        return ops.sum(ops.relu(out) - y * out + ops.log1p(ops.exp(-ops.abs(out))))


def optimizer_of(options):
    # weight_decay of Keras's Adam is decoupled; the job's is coupled and is added to the gradients. ε stands beside √v, not √v̂ as in the
    # other systems, where it acts as 1e-8·√(1 − 0.999ᵗ): 1e-9 lies in the middle of the first steps. It costs the same.
    return keras.optimizers.Adam(options["learningRate"], epsilon=1e-9)


class OnTensorFlow:
    def __init__(self, plan, xla):
        import tensorflow as tf

        keras.utils.set_random_seed(0)
        self.model, decay = Model(plan), plan.job["optimizer"]["weightDecay"]
        optimizer = optimizer_of(plan.job["optimizer"])
        learned = self.model.trainable_variables
        optimizer.build(learned)
        images, shapes = tf.constant(plan.images), [shape[1:] for shape in plan.draws]
        gather = lambda rows: tf.cast(tf.gather(images, rows), tf.float32) * plan.scale

        def update(rows, noise):
            with tf.GradientTape() as tape:
                loss = self.model([gather(rows), *noise], training=True)
            gradients = tape.gradient(loss, learned)
            if decay:
                gradients = [g + decay * w.value for g, w in zip(gradients, learned)]
            optimizer.apply(gradients, learned)
            return loss

        @tf.function(jit_compile=xla)
        def drawing(rows):
            return update(rows, [tf.random.normal((rows.shape[0], *shape)) for shape in shapes])

        self.drawing, self.given = drawing, tf.function(update, jit_compile=xla)
        self.codes = tf.function(lambda rows: self.model.posterior(gather(rows), False)[0], jit_compile=xla)
        self.pixels = tf.function(lambda codes: self.model.decoder(codes, training=False), jit_compile=xla)

    def step(self, rows, noise=None):
        return self.drawing(rows) if noise is None else self.given(rows, noise)

    def value(self, loss):
        return float(loss)

    def encode(self, rows):
        return self.codes(rows).numpy()

    def decode(self, codes):
        return self.pixels(codes).numpy()


class OnJax:
    def __init__(self, plan):
        import jax
        import jax.numpy as jnp

        self.model, decay = Model(plan), plan.job["optimizer"]["weightDecay"]
        optimizer = optimizer_of(plan.job["optimizer"])
        optimizer.build(self.model.trainable_variables)
        value = lambda variables: [variable.value for variable in variables]
        copies = lambda variables: [jnp.array(variable.value) for variable in variables]
        self.state = copies(self.model.trainable_variables), copies(self.model.non_trainable_variables), copies(optimizer.variables)
        images, shapes = jnp.asarray(plan.images), [shape[1:] for shape in plan.draws]
        gather = lambda rows: images[rows].astype(jnp.float32) * plan.scale
        self.key = jax.random.key(0, impl="rbg")

        def loss_of(learned, fixed, inputs):
            return self.model.stateless_call(learned, fixed, inputs, training=True)

        def update(learned, fixed, state, rows, noise):
            (loss, fixed), gradients = jax.value_and_grad(loss_of, has_aux=True)(learned, fixed, [gather(rows), *noise])
            if decay:
                gradients = [g + decay * w for g, w in zip(gradients, learned)]
            learned, state = optimizer.stateless_apply(state, gradients, learned)
            return loss, (learned, fixed, state)

        def drawing(state, key, rows):
            key, *keys = jax.random.split(key, 1 + len(shapes))
            noise = [jax.random.normal(each, (rows.shape[0], *shape)) for each, shape in zip(keys, shapes)]
            return *update(*state, rows, noise), key

        def codes(state, rows):
            with keras.StatelessScope(state_mapping=self.mapping(state)):
                return self.model.posterior(gather(rows), False)[0]

        def pixels(state, codes):
            with keras.StatelessScope(state_mapping=self.mapping(state)):
                return self.model.decoder(codes, training=False)

        self.drawing = jax.jit(drawing, donate_argnums=(0, 1))
        self.given = jax.jit(lambda state, rows, noise: update(*state, rows, noise), donate_argnums=0)
        self.codes, self.pixels = jax.jit(codes), jax.jit(pixels)

    def mapping(self, state):
        return zip([*self.model.trainable_variables, *self.model.non_trainable_variables], [*state[0], *state[1]])

    def step(self, rows, noise=None):
        if noise is None:
            loss, self.state, self.key = self.drawing(self.state, self.key, rows)
        else:
            loss, self.state = self.given(self.state, rows, noise)
        return loss

    def value(self, loss):
        return float(loss)

    def encode(self, rows):
        return np.asarray(self.codes(self.state, rows))

    def decode(self, codes):
        return np.asarray(self.pixels(self.state, codes))


if __name__ == "__main__":
    plan = Plan(sys.argv[1])
    if plan.sequences:
        unsupported("sequences")
    if os.environ["KERAS_BACKEND"] == "jax":
        import jax

        serve(plan, {"": lambda: OnJax(plan)}, f"keras {keras.__version__}, jax {jax.__version__}")
    else:
        import tensorflow as tf

        tf.config.threading.set_intra_op_parallelism_threads(plan.threads)
        tf.config.threading.set_inter_op_parallelism_threads(1)
        variants = {"graph": lambda: OnTensorFlow(plan, False), "XLA": lambda: OnTensorFlow(plan, True)}
        serve(plan, variants, f"keras {keras.__version__}, tensorflow {tf.__version__}")
