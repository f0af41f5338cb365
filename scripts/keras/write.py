"""Networks of Keras as its own `model.save` writes them, `.keras` (unpacked) and `.h5`, with what they make of an input.

    write.py <folder>
"""
import json
import os
import pathlib
import sys
import zipfile

os.environ["KERAS_BACKEND"] = "jax"  # the smallest install whose convolutions run

import keras
import numpy as np
from keras import layers

folder = pathlib.Path(sys.argv[1])
keras.utils.set_random_seed(7)
rng = np.random.default_rng(7)


def functional():
    image = keras.Input((8, 8, 1), name="image")
    hidden = layers.Conv2D(4, 3, strides=2, padding="same", activation="relu")(image)
    hidden = layers.BatchNormalization()(hidden)
    beside = layers.Conv2D(4, 1, activation="tanh")(hidden)
    hidden = layers.Add()([hidden, beside])
    code = layers.Dense(3, name="code")(layers.Flatten()(hidden))
    return keras.Model(image, code)


models = {
    "dense": keras.Sequential(
        [keras.Input((5,)), layers.Dense(7, activation="relu"), layers.Dropout(0.5), layers.Dense(2, use_bias=False)]
    ),
    "functional": functional(),
    "decoder": keras.Sequential(
        [
            keras.Input((3,)),
            layers.Dense(4 * 4 * 2, activation="elu"),
            layers.Reshape((4, 4, 2)),
            layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="relu"),
            layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
        ]
    ),
    "recurrent": keras.Sequential([keras.Input((6, 2)), layers.LSTM(4, return_sequences=True), layers.GRU(3, reset_after=False)]),
}
expected = {}
for name, model in models.items():
    # Not what layers start with: a mean of 0 and a variance of 1 would hide an exchange.
    model.set_weights([rng.uniform(0.1, 0.9, weight.shape).astype("float32") for weight in model.get_weights()])
    if name == "dense":
        model.layers[0].trainable = False
    x = rng.uniform(-1, 1, (2, *model.input_shape[1:])).astype("float32")
    y = np.asarray(model(x, training=False))
    expected[name] = {"shape": list(x.shape), "x": x.ravel().tolist(), "y": y.ravel().tolist()}
    model.save(folder / f"{name}.keras")
    model.save(folder / f"{name}.h5")
    zipfile.ZipFile(folder / f"{name}.keras").extractall(folder / name)
(folder / "expected.json").write_text(json.dumps(expected))
print("keras", keras.__version__)
