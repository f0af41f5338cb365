"""PyTorch's side of a sequence job: a decoder-only transformer from the plan's weights."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


class Transformer(nn.Module):
    def __init__(self, plan):
        super().__init__()
        self.sizes = plan.sequences
        # Parameters are named by the plan, with dots for slashes turned to something that a module takes.
        self.weights = nn.ParameterDict(
            {key_of(name): nn.Parameter(torch.from_numpy(np.array(values))) for name, values in plan.weights.items()}
        )

    def of(self, name):
        return self.weights[key_of(name)]

    def affine(self, x, name):
        """Kernels of the plan are [in, out]."""
        bias = key_of(f"{name}/bias")
        return F.linear(x, self.of(f"{name}/kernel").T, self.weights[bias] if bias in self.weights else None)

    def norm(self, x, name):
        return F.layer_norm(x, x.shape[-1:], self.of(f"{name}/gain"), self.of(f"{name}/bias"), 1e-5)

    def attention(self, x, name):
        batch, tokens, width = x.shape
        heads = self.sizes["heads"]
        split = lambda part: self.affine(x, f"{name}/{part}").view(batch, tokens, heads, width // heads).transpose(1, 2)
        seen = F.scaled_dot_product_attention(split("query"), split("key"), split("value"), is_causal=True)
        return self.affine(seen.transpose(1, 2).reshape(batch, tokens, width), f"{name}/output")

    def forward(self, y, noise=None):
        """The loss of a batch of tokens [batch, tokens]: each is told by those before it, the first by token 0."""
        before = F.pad(y[:, :-1], (1, 0))
        x = F.embedding(before, self.of("tokens")) + self.of("places")
        for i in range(self.sizes["depth"]):
            block = f"blocks/{i}"
            x = x + self.attention(self.norm(x, f"{block}/attentionNorm"), f"{block}/attention")
            hidden = F.gelu(self.affine(self.norm(x, f"{block}/feedForwardNorm"), f"{block}/feedForward/up"))
            x = x + self.affine(hidden, f"{block}/feedForward/down")
        logits = self.affine(self.norm(x, "norm"), "head")
        return F.cross_entropy(logits.flatten(0, 1), y.flatten(), reduction="sum") / y.shape[0]


def key_of(name):
    return name.replace("/", "-")
