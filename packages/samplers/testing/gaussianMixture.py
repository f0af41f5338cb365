"""Writes testdata/gaussianMixture.json: scikit-learn's mixtures from given starts, and its best of many starts.

    pip install scikit-learn==1.9.1 && python testing/gaussianMixture.py > testdata/gaussianMixture.json
"""

import json
import warnings

import numpy as np
import sklearn
from sklearn.mixture import GaussianMixture

warnings.simplefilter("ignore")  # a fit of one iteration has not converged: that is the point


def blobs(seed, n, size, components, spread):
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(components, size)) * spread
    shapes = rng.normal(size=(components, size, size)) * 0.6
    which = rng.integers(components, size=n)
    noise = rng.normal(size=(n, size))
    codes = centres[which] + np.einsum("nij,nj->ni", shapes[which], noise)
    return codes.astype(np.float32).astype(np.float64)


def started(name, codes, components, iterations, regularization=1e-6):
    rng = np.random.default_rng(1)
    means = codes[rng.choice(len(codes), components, replace=False)]
    weights = np.arange(1, components + 1) / (components * (components + 1) / 2)
    identity = np.eye(codes.shape[1])
    ends = []
    for most in iterations:
        mixture = GaussianMixture(
            components, tol=0, max_iter=most, reg_covar=regularization,
            weights_init=weights, means_init=means, precisions_init=np.stack([identity] * components),
        ).fit(codes)
        ends.append({
            "iterations": most,
            "weights": mixture.weights_.tolist(),
            "means": mixture.means_.tolist(),
            "covariances": mixture.covariances_.tolist(),
            "logLikelihood": mixture.score(codes),
            "logDensity": mixture.score_samples(codes[:5]).tolist(),
        })
    return {
        "name": name, "regularization": regularization, "codes": codes.tolist(),
        "start": {"weights": weights.tolist(), "means": means.tolist()}, "ends": ends,
    }


def best(name, codes, components):
    mixture = GaussianMixture(components, n_init=20, tol=1e-4, max_iter=500, random_state=0).fit(codes)
    return {"name": name, "components": components, "codes": codes.tolist(), "logLikelihood": mixture.score(codes)}


flat = blobs(3, 90, 3, 2, 2.0)
flat[:, 2] = 0.5
print(json.dumps({
    "name": "gaussianMixture",
    "description": "EM from given weights and means, identity covariances (iterations: M-steps); best of 20 starts; mean log density in nats",
    "generator": f"scikit-learn {sklearn.__version__}, numpy {np.__version__}",
    "started": [
        started("three in the plane, overlapping", blobs(1, 120, 2, 3, 1.5), 3, [1, 5, 60]),
        started("two in five dimensions", blobs(2, 100, 5, 2, 2.0), 2, [1, 5, 60]),
        started("a constant dimension", flat, 2, [1, 5, 60]),
    ],
    "best": [best("five in the plane", blobs(5, 250, 2, 5, 4.0), 5), best("four in three dimensions", blobs(6, 200, 3, 4, 3.0), 4)],
}))
