"""A job's networks as Keras models, holding the plan's weights; Keras lays them out as the plan does."""

import keras
from keras import layers


def network(plan, part, shape, specs):
    """A functional model of these layers and the shape that comes out."""
    x = inputs = keras.Input(shape=tuple(shape))
    for i, spec in enumerate(specs):
        name, kind = f"{part}/{i}", spec["type"]
        if kind == "dense":
            x = hold(layers.Dense(spec["units"]), plan, name, flat(x))
        elif kind == "reshape":
            x = layers.Reshape(spec["shape"])(x)
        elif kind == "batchNorm":
            norm = layers.BatchNormalization(momentum=0.9, epsilon=1e-5)
            x = hold(norm, plan, name, x, ["gamma", "beta", "movingMean", "movingVariance"])
        elif kind == "conv":
            x = layers.ZeroPadding2D(spec["padding"])(x) if spec["padding"] else x
            x = hold(layers.Conv2D(spec["filters"], spec["kernel"], spec["stride"]), plan, name, x)
        else:
            x = transposed(plan, name, spec, x)
        x = layers.Activation(spec.get("activation", "linear"))(x)
    return keras.Model(inputs, x), x.shape[1:]


def transposed(plan, name, spec, x):
    """Keras makes (n − 1)s + max(k, s) rows of n; kept are rows p to (n − 1)s + k − p + outputPadding."""
    x = x if len(x.shape) == 4 else layers.Reshape((1, 1, x.shape[-1]))(x)
    k, s, p, more = spec["kernel"], spec["stride"], spec["padding"], spec["outputPadding"]
    surplus = max(k, s) - k + p - more
    if surplus < 0:
        x = layers.ZeroPadding2D(((0, 1), (0, 1)))(x)
        surplus += s
    x = hold(layers.Conv2DTranspose(spec["filters"], k, s), plan, name, x)
    return layers.Cropping2D(((p, surplus), (p, surplus)))(x) if p or surplus else x


def head(plan, name, shape):
    inputs = keras.Input(shape=tuple(shape))
    units = plan.weights[f"{name}/bias"].shape[0]
    return keras.Model(inputs, hold(layers.Dense(units), plan, name, flat(inputs)))


def flat(x):
    return x if len(x.shape) == 2 else layers.Flatten()(x)


def hold(layer, plan, name, x, arrays=("kernel", "bias")):
    out = layer(x)
    layer.set_weights([plan.weights[f"{name}/{array}"] for array in arrays])
    return out
