"""Splits of scikit-learn's breast cancer and digits, and what PyOD makes of them. Both read the same files.

    anomalies.py write <folder>      train.csv (normal rows alone) and test.csv (normal and anomalous, with a column `label`) of each split
    anomalies.py score <folder>      area under ROC of PyOD's AutoEncoder and Isolation Forest, with their defaults, on each; JSON on stdout

Needs numpy, pandas, scikit-learn, pyod, torch and tqdm.
"""
import json
import sys
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
SEEDS = range(5)
TRAINING_SHARE = 0.7


def splits():
    """Each split's name, rows, which of them are normal, and its seed."""
    from sklearn.datasets import load_breast_cancer, load_digits

    cancer = load_breast_cancer(as_frame=True)
    for code, name in enumerate(cancer.target_names):
        for seed in SEEDS:
            yield f"breast cancer, {name} normal", cancer.data, (cancer.target == code).to_numpy(), seed
    digits = load_digits(as_frame=True)
    for digit in range(10):
        yield "digits, each normal once", digits.data, (digits.target == digit).to_numpy(), digit


def write(folder: Path):
    # What score needs is asked for here, before anything is trained.
    import pyod.models.auto_encoder
    import pyod.models.iforest  # noqa: F401

    listed = []
    for name, rows, normal, seed in splits():
        order = np.random.default_rng(seed).permutation(np.flatnonzero(normal))
        train, held = np.split(order, [round(TRAINING_SHARE * len(order))])
        test = np.concatenate([held, np.flatnonzero(~normal)])
        place = folder / f"{len(listed):02d}"
        place.mkdir()
        rows.iloc[train].to_csv(place / "train.csv", index=False)
        label = np.where(normal[test], "normal", "anomaly")
        rows.iloc[test].assign(label=label).to_csv(place / "test.csv", index=False)
        listed.append({"name": name, "seed": seed, "folder": place.name, "train": len(train), "normal": len(held), "anomalous": int((~normal).sum())})
    print(json.dumps(listed))


def score(folder: Path):
    from pyod.models.auto_encoder import AutoEncoder
    from pyod.models.iforest import IForest
    from sklearn.metrics import roc_auc_score

    areas = []
    for place in sorted(folder.iterdir()):
        if not (place / "train.csv").exists():
            continue
        train = pd.read_csv(place / "train.csv").to_numpy(np.float32)
        test = pd.read_csv(place / "test.csv")
        anomalous = (test.pop("label") == "anomaly").to_numpy()
        seed = int(place.name)
        detectors = {"autoEncoder": AutoEncoder(random_state=seed, verbose=0), "isolationForest": IForest(random_state=seed)}
        # No model at all: squared distance from the mean of the normal rows, in standard deviations.
        deviation = train.std(0)
        scaled = (test.to_numpy(np.float32) - train.mean(0))[:, deviation > 0] / deviation[deviation > 0]
        found = {"folder": place.name, "distance": roc_auc_score(anomalous, (scaled**2).sum(1))}
        for name, detector in detectors.items():
            detector.fit(train)
            found[name] = roc_auc_score(anomalous, detector.decision_function(test.to_numpy(np.float32)))
        areas.append(found)
    names = ["pyod", "torch", "scikit-learn", "numpy", "pandas"]
    defaults = AutoEncoder().get_params()
    kept = ["hidden_neuron_list", "epoch_num", "batch_size", "lr", "dropout_rate", "batch_norm", "optimizer_params", "contamination", "preprocessing"]
    print(json.dumps({"versions": {name: version(name) for name in names}, "defaults": {name: defaults[name] for name in kept}, "areas": areas}))


if __name__ == "__main__":
    {"write": write, "score": score}[sys.argv[1]](Path(sys.argv[2]))
