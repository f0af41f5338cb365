"""PyTorch: torch_peer.py <plan.json> eager | fused | compile"""

import sys
from functools import partial

import torch
import torch.nn.functional as F
from torch import nn

from plan import Plan
from serve import serve
from torch_network import head, network
from torch_transformer import Transformer


class Model(nn.Module):
    def __init__(self, plan):
        super().__init__()
        self.job = plan.job
        self.encoder, shape, order = network(plan, "encoder", self.job["input"], self.job["encoder"])
        self.latent = self.job.get("latent")
        if self.latent:
            self.mean, self.log_variance = head(plan, "mean", shape), head(plan, "logVariance", shape)
            shape, order = [self.latent], None
        self.decoder, _, _ = network(plan, "decoder", shape, self.job["decoder"])

    def posterior(self, y):
        h = self.encoder(y)
        return (self.mean(h), self.log_variance(h)) if self.latent else (h, None)

    def forward(self, y, noise):
        """The loss of a batch; `noise` holds the normal numbers to use, or nothing."""
        draw = iter(noise) if noise is not None else None
        normal = lambda like: torch.randn_like(like) if draw is None else next(draw)
        corruption = self.job.get("corruption")
        x = y + corruption["gaussian"] * normal(y) if corruption else y
        code, log_variance = self.posterior(x)
        z = code if log_variance is None else code + normal(code) * torch.exp(0.5 * log_variance)
        out = self.decoder(z).reshape(y.shape)
        examples = y.shape[0] if self.job["pixels"] == "sum" else y.numel()
        loss = cost(self.job["cost"], out, y) / examples
        if log_variance is None:
            return loss
        divergence = -0.5 * torch.sum(1 + log_variance - code.square() - log_variance.exp())
        return loss + self.job["beta"] / y.shape[0] * divergence


def cost(name, out, y):
    if name == "squaredError":
        return F.mse_loss(out, y, reduction="sum")
    return F.binary_cross_entropy_with_logits(out, y, reduction="sum")


class Torch:
    def __init__(self, plan, fused, compiled, channels_last):
        torch.manual_seed(0)
        self.plan, options = plan, plan.job["optimizer"]
        model = Transformer(plan) if plan.sequences else Model(plan)
        images = torch.from_numpy(plan.images)
        # [images, features], or [images, channels, height, width]
        self.images = images.permute(0, 3, 1, 2).contiguous() if images.ndim == 4 else images
        self.layout = torch.channels_last if channels_last else torch.contiguous_format
        model = model.to(memory_format=self.layout)
        self.optimizer = torch.optim.Adam(
            model.parameters(), lr=options["learningRate"], weight_decay=options["weightDecay"], fused=fused or None
        )
        maybe = partial(torch.compile, dynamic=False) if compiled else (lambda function: function)
        self.loss = maybe(lambda rows, noise: model(self.gather(rows), noise))
        self.codes = maybe(lambda rows: model.posterior(self.gather(rows))[0])
        self.pixels = maybe(lambda codes: model.decoder(codes))
        self.model = model

    def gather(self, rows):
        if self.plan.sequences:
            return self.images[rows].long()
        y = self.images[rows].float() * (1 / 255)
        return y.contiguous(memory_format=self.layout) if y.ndim == 4 else y

    def step(self, rows, noise=None):
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss(torch.from_numpy(rows), noise and [self.tensor(each) for each in noise])
        loss.backward()
        self.optimizer.step()
        return loss

    def tensor(self, values):
        tensor = torch.from_numpy(values.copy())
        return tensor.permute(0, 3, 1, 2) if tensor.ndim == 4 else tensor

    def value(self, loss):
        return loss.item()

    @torch.inference_mode()
    def encode(self, rows):
        self.model.eval()
        return self.codes(torch.from_numpy(rows)).numpy()

    @torch.inference_mode()
    def decode(self, codes):
        self.model.eval()
        return self.pixels(torch.from_numpy(codes)).numpy()


if __name__ == "__main__":
    plan, variant = Plan(sys.argv[1]), sys.argv[2]
    torch.set_num_threads(plan.threads)
    fused, compiled = variant != "eager", variant == "compile"
    build = lambda channels_last: lambda: Torch(plan, fused, compiled, channels_last)
    image = len(plan.job.get("input", [])) == 3
    layouts = {"contiguous": build(False), "channels last": build(True)} if image else {"": build(False)}
    serve(plan, layouts, f"torch {torch.__version__}")
