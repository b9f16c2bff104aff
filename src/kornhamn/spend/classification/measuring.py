"""How good proposals are: accuracy, macro-F1, and how many can be trusted."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from kornhamn.spend.classification.learning import Model, Probabilities, Purchases

PRECISION = 0.95
_SHARPNESSES = np.linspace(0.4, 2.5, 22)


@dataclass(frozen=True, slots=True)
class Measures:
    """How a model did on purchases that it had not seen; shares are 0–1.

    `coverage` is the largest share of purchases, the surest first, of which 95 % are right, and
    `threshold` is how sure the model is of the last of them.
    """

    tested: int
    accuracy: float
    macro_f1: float
    coverage: float
    threshold: float


def measured(truth: NDArray[np.str_], proposed: NDArray[np.str_], sure: Probabilities) -> Measures:
    """Return the measures of proposals against the truth."""
    right = truth == proposed
    coverage, threshold = _coverage(right, sure)
    f1 = f1_score(truth, proposed, labels=np.unique(truth), average="macro", zero_division=0)
    return Measures(len(truth), float(right.mean()), float(f1), coverage, threshold)


def sharpened(model: Model, purchases: Purchases, truth: NDArray[np.str_]) -> None:
    """Set how sharply the model states its certainty, so that 80 % means right four times in five.

    The certainty that gives the truth the highest likelihood; the order of labels is untouched.
    """
    model.sharpness = 1.0
    logs = np.log(np.maximum(model.probabilities(purchases), 1e-12))
    places = np.searchsorted(model.labels, truth)
    known = (places < len(model.labels)) & (
        model.labels[np.minimum(places, len(model.labels) - 1)] == truth
    )
    rows = np.flatnonzero(known)
    losses = [_loss(sharpness * logs[rows], places[rows]) for sharpness in _SHARPNESSES]
    if len(rows):
        model.sharpness = float(_SHARPNESSES[int(np.argmin(losses))])


def _loss(scores: Probabilities, truth: NDArray[np.intp]) -> float:
    scores = scores - scores.max(axis=1, keepdims=True)
    sums = np.log(np.exp(scores).sum(axis=1))
    return float((sums - scores[np.arange(len(truth)), truth]).mean())


def _coverage(right: NDArray[np.bool_], sure: Probabilities) -> tuple[float, float]:
    order = np.argsort(-sure, kind="stable")
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    trusted = np.flatnonzero(precision >= PRECISION)
    if not len(trusted):
        return 0.0, 1.0
    last = int(trusted[-1])
    return (last + 1) / len(order), float(sure[order][last])
