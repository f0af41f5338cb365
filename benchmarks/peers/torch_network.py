"""A job's networks as PyTorch modules, holding the plan's weights."""

import numpy as np
import torch
from torch import nn

from plan import size_of

ACTIVATIONS = {"relu": nn.ReLU, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "elu": nn.ELU, "softplus": nn.Softplus}


class Code(nn.Module):
    """A code vector as an image of one pixel."""

    def forward(self, z):
        return z[:, :, None, None]


def network(plan, part, shape, specs):
    """The layers of a part and the shape that comes out. Shapes are [height, width, channels] as in the job; tensors are NCHW."""
    steps, order = [], None
    for i, spec in enumerate(specs):
        name, kind = f"{part}/{i}", spec["type"]
        if kind == "dense":
            before = chw(shape) if len(shape) == 3 else order
            if len(shape) == 3:
                steps.append(nn.Flatten())
            order = reshaped_later(specs[i + 1 :])
            steps.append(dense(plan, name, before, order))
            shape = [spec["units"]]
        elif kind == "reshape":
            shape, order = spec["shape"], None
            height, width, channels = shape
            steps.append(nn.Unflatten(1, (channels, height, width)))
        elif kind == "batchNorm":
            norm = nn.BatchNorm2d if len(shape) == 3 else nn.BatchNorm1d
            steps.append(hold(norm(shape[-1], eps=1e-5, momentum=0.1), plan, name, ["gamma", "beta"], order))
        elif kind == "conv":
            k, s, p = spec["kernel"], spec["stride"], spec["padding"]
            steps.append(conv(plan, name, nn.Conv2d(shape[2], spec["filters"], k, s, p)))
            shape = [(n + 2 * p - k) // s + 1 for n in shape[:2]] + [spec["filters"]]
        elif kind == "convTranspose":
            if len(shape) == 1:
                steps.append(Code())
                shape = [1, 1, *shape]
            k, s, p, more = spec["kernel"], spec["stride"], spec["padding"], spec["outputPadding"]
            steps.append(conv(plan, name, nn.ConvTranspose2d(shape[2], spec["filters"], k, s, p, more)))
            shape = [(n - 1) * s - 2 * p + k + more for n in shape[:2]] + [spec["filters"]]
        if spec.get("activation", "linear") != "linear":
            steps.append(ACTIVATIONS[spec["activation"]]())
    return nn.Sequential(*steps), shape, order


def head(plan, name, shape):
    """An affine map of a feature map or vector."""
    flat = [nn.Flatten()] if len(shape) == 3 else []
    return nn.Sequential(*flat, dense(plan, name, chw(shape) if len(shape) == 3 else None, None))


def dense(plan, name, rows, columns):
    kernel, bias = plan.weights[f"{name}/kernel"], plan.weights[f"{name}/bias"]
    kernel = kernel if rows is None else kernel[rows]
    kernel, bias = (kernel, bias) if columns is None else (kernel[:, columns], bias[columns])
    layer = nn.Linear(*kernel.shape)
    return assign(layer, weight=kernel.T, bias=bias)


def conv(plan, name, layer):
    """[height, width, in, out] → [out, in, height, width]; of a transposed one [height, width, out, in] → [in, out, height, width]"""
    kernel = plan.weights[f"{name}/kernel"].transpose(3, 2, 0, 1)
    return assign(layer, weight=kernel, bias=plan.weights[f"{name}/bias"])


def hold(layer, plan, name, arrays, order):
    weight, bias = (plan.weights[f"{name}/{array}"] for array in arrays)
    return assign(layer, weight=weight if order is None else weight[order], bias=bias if order is None else bias[order])


def assign(layer, **arrays):
    with torch.no_grad():
        for key, values in arrays.items():
            getattr(layer, key).copy_(torch.from_numpy(np.ascontiguousarray(values)))
    return layer


def reshaped_later(specs):
    """The order of a dense layer's units where a reshape makes an image of them: PyTorch's images have their channels first."""
    for spec in specs:
        if spec["type"] == "reshape":
            return chw(spec["shape"])
        if spec["type"] != "batchNorm":
            return None
    return None


def chw(shape):
    """Where, among the numbers of [height, width, channels], those of [channels, height, width] stand."""
    return np.arange(size_of(shape)).reshape(shape).transpose(2, 0, 1).reshape(-1)
