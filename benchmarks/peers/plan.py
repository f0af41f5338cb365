"""What a peer is given: a job, real images as bytes, the weights to start from, the order of the images, the noise of a check."""

import json
from pathlib import Path

import numpy as np


class Plan:
    def __init__(self, file):
        self.folder = Path(file).parent
        given = json.loads(Path(file).read_text())
        self.job = given["job"]
        self.threads = given["threads"]
        self.batch = self.job["batchSize"]
        # an IDX file of images starts with 16 bytes of header
        pixels = np.fromfile(given["images"], np.uint8, offset=16)
        self.sequences = self.job.get("transformer")
        if self.sequences:
            # int32 [images, tokens], from the beginning of the middle row on where there are so many
            count, vocabulary = self.sequences["tokens"], self.sequences["vocabulary"]
            begin = min(392, 784 - count)
            kept = pixels.reshape(-1, 784)[:, begin : begin + count].astype(np.int32)
            self.images = kept * vocabulary // 256
        else:
            # uint8 [images, …input]
            self.images = pixels.reshape(-1, *self.job["input"])
        values = np.fromfile(self.folder / "weights.f32", np.float32)
        self.weights = {}
        for array in given["weights"]:
            size = int(np.prod(array["shape"]))
            self.weights[array["name"]] = values[array["at"] : array["at"] + size].reshape(array["shape"])
        # int32 [steps, batch]
        self.rows = np.fromfile(self.folder / "rows.i32", np.int32).reshape(-1, self.batch)
        self.at = 0
        self.draws = given["draws"]
        self.noise_steps = given["noiseSteps"]
        self.scale = np.float32(1 / 255)

    def next_rows(self):
        """The next batch; the order repeats after its last one."""
        self.at += 1
        return self.rows[(self.at - 1) % len(self.rows)]

    def noise(self, step):
        """The normal numbers of a checked step, in the order in which a step draws them: corruption, then code."""
        each = sum(int(np.prod(shape)) for shape in self.draws)
        values = np.fromfile(self.folder / "noise.f32", np.float32, count=each, offset=4 * each * step)
        arrays, at = [], 0
        for shape in self.draws:
            size = int(np.prod(shape))
            arrays.append(values[at : at + size].reshape(shape))
            at += size
        return arrays

    def epoch(self, seed):
        """A shuffled epoch, the last, smaller batch included."""
        order = np.random.default_rng(seed).permutation(len(self.images)).astype(np.int32)
        return [order[at : at + self.batch] for at in range(0, len(order), self.batch)]


def size_of(shape):
    return int(np.prod(shape))
