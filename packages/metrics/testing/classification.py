"""Writes testdata/classification.json: what scikit-learn's neighbours, softmax regression and PCA say of codes in four overlapping classes.

    pip install scikit-learn==1.9.1 && python testing/classification.py > testdata/classification.json
"""

import json

import numpy as np
import sklearn
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(1)
centres = rng.normal(size=(4, 5)) * 1.2
scales = np.array([1.0, 10.0, 0.1, 1.0, 3.0])


def draw(n):
    labels = rng.integers(4, size=n)
    codes = ((centres[labels] + rng.normal(size=(n, 5))) * scales + 2).astype(np.float32)
    return codes.astype(np.float64), labels


(train, train_labels), (test, test_labels) = draw(200), draw(150)
scaler = StandardScaler().fit(train)


def neighbours(k):
    predicted = KNeighborsClassifier(k, algorithm="brute").fit(train, train_labels).predict(test)
    return {"neighbors": k, "predicted": predicted.tolist(), "accuracy": float((predicted == test_labels).mean())}


def probe(penalty):
    model = LogisticRegression(C=1 / penalty, tol=1e-10, max_iter=10000).fit(scaler.transform(train), train_labels)
    predicted = model.predict(scaler.transform(test))
    return {"penalty": penalty, "predicted": predicted.tolist(), "accuracy": float((predicted == test_labels).mean())}


pca = PCA().fit(train)


def error(size):
    codes = (test - pca.mean_) @ pca.components_[:size].T
    return float((((codes @ pca.components_[:size] + pca.mean_) - test) ** 2).sum(axis=1).mean())


print(json.dumps({
    "name": "classification",
    "description": "5 numbers a code, 4 classes; neighbours by Euclidean distance; regression on codes standardised by train; PCA of train",
    "generator": f"scikit-learn {sklearn.__version__}, numpy {np.__version__}",
    "train": {"codes": train.tolist(), "labels": train_labels.tolist()},
    "test": {"codes": test.tolist(), "labels": test_labels.tolist()},
    "nearestNeighbors": [neighbours(k) for k in (1, 4, 10)],
    "linearProbe": [probe(p) for p in (1, 0.01, 50)],
    "pca": {
        "variances": pca.explained_variance_.tolist(),
        "components": pca.components_.tolist(),
        "reconstructionError": [error(k) for k in (1, 2, 4)],
    },
}))
