"""Sparse coding by scikit-learn, for scripts/reproduce/scikitLearn.mjs: reads task.json of a folder and writes result.json."""

import json
import sys
from pathlib import Path

import numpy as np
import sklearn
from sklearn.decomposition import MiniBatchDictionaryLearning, sparse_encode

folder = Path(sys.argv[1])
task = json.loads((folder / "task.json").read_text())
train, test, dictionary = (np.array(task[name]) for name in ("train", "test", "dictionary"))
# Its objective is half of ours: ½‖y − zD‖² + α|z|.
alpha = task["regularization"] / 2


def mean_energy(dictionary):
    codes = sparse_encode(test, dictionary, algorithm="lasso_cd", alpha=alpha, max_iter=5000)
    errors = ((test - codes @ dictionary) ** 2).sum(axis=1)
    return float((errors + 2 * alpha * np.abs(codes).sum(axis=1)).mean())


if task["what"] == "dictionary":
    learner = MiniBatchDictionaryLearning(
        n_components=len(dictionary),
        alpha=alpha,
        fit_algorithm="cd",
        batch_size=task["batchSize"],
        max_iter=task["epochs"],
        max_no_improvement=None,
        tol=0,
        random_state=task["seed"],
    )
    dictionary = learner.fit(train).components_
    # Unit atoms, as ours are.
    dictionary = dictionary / np.maximum(np.linalg.norm(dictionary, axis=1, keepdims=True), 1e-12)

result = {"value": mean_energy(dictionary), "version": sklearn.__version__}
(folder / "result.json").write_text(json.dumps(result))
