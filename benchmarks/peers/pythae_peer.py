"""Pythae: pythae_peer.py <plan.json>. Its VAE, stepped as its trainer steps it, without the trainer's DataLoader and callbacks."""

import sys

import torch
from importlib.metadata import version
from pythae.models import VAE, VAEConfig
from pythae.models.base.base_utils import ModelOutput
from pythae.models.nn import BaseDecoder, BaseEncoder

from plan import Plan
from serve import serve, unsupported
from torch_network import head, network
from torch_peer import Torch


class Encoder(BaseEncoder):
    def __init__(self, plan):
        super().__init__()
        self.body, self.shape, _ = network(plan, "encoder", plan.job["input"], plan.job["encoder"])
        self.mean, self.log_variance = head(plan, "mean", self.shape), head(plan, "logVariance", self.shape)

    def forward(self, x):
        h = self.body(x)
        return ModelOutput(embedding=self.mean(h), log_covariance=self.log_variance(h))


class Decoder(BaseDecoder):
    def __init__(self, plan):
        super().__init__()
        self.body, _, _ = network(plan, "decoder", [plan.job["latent"]], plan.job["decoder"])

    def forward(self, z):
        return ModelOutput(reconstruction=torch.sigmoid(self.body(z)))


class Pythae(Torch):
    def __init__(self, plan):
        torch.manual_seed(0)
        options = plan.job["optimizer"]
        images = torch.from_numpy(plan.images)
        self.images = images.permute(0, 3, 1, 2).contiguous() if images.ndim == 4 else images
        self.layout = torch.contiguous_format
        config = VAEConfig(input_dim=tuple(self.images.shape[1:]), latent_dim=plan.job["latent"], reconstruction_loss="bce")
        self.model = VAE(config, encoder=Encoder(plan), decoder=Decoder(plan))
        self.draw = self.model._sample_gauss
        rate, decay = options["learningRate"], options["weightDecay"]
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=rate, weight_decay=decay)

    def step(self, rows, noise=None):
        self.model._sample_gauss = self.draw if noise is None else given(noise[0])
        loss = self.model({"data": self.gather(torch.from_numpy(rows))}).loss
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss

    @torch.inference_mode()
    def encode(self, rows):
        self.model.eval()
        return self.model.encoder(self.gather(torch.from_numpy(rows))).embedding.numpy()

    @torch.inference_mode()
    def decode(self, codes):
        self.model.eval()
        return self.model.decoder(torch.from_numpy(codes)).reconstruction.numpy()


def given(noise):
    epsilon = torch.from_numpy(noise.copy())
    return lambda mean, deviation: (mean + epsilon * deviation, epsilon)


if __name__ == "__main__":
    plan = Plan(sys.argv[1])
    if plan.sequences:
        unsupported("sequences")
    job = plan.job
    as_pythae = job.get("latent") and job["cost"] == "binaryCrossEntropyFromLogits" and job["pixels"] == "sum"
    if not as_pythae or job["beta"] != 1 or job.get("corruption"):
        unsupported("its VAE has binary cross-entropy summed over pixels and β = 1, without corruption")
    torch.set_num_threads(plan.threads)
    serve(plan, {"": lambda: Pythae(plan)}, f"pythae {version('pythae')}, torch {torch.__version__}")
