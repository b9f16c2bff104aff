"""The model that proposes categories: linear, over parts of words, words and who bought.

Two linear learners on the same features are added: a support vector machine, which is the more
often right, and naive Bayes, which knows rare words from the vocabulary's own labels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.svm import LinearSVC

from kornhamn.spend.classification.words import Compounds

Probabilities = NDArray[np.float64]
_PART, _WORD, _PAIR, _KIND, _BUYER = 1.0, 1.0, 0.5, 1.5, 0.25  # what each feature weighs
_PENALTY, _SMOOTHING = 0.3, 0.02
_SHARPNESS, _BAYES_SHARPNESS, _BAYES_WEIGHT = 3.0, 0.2, 0.5
_GROUP_DIGITS, _GROUP_WEIGHT = 2, 2.0
_ANY_WORD = r"(?u)\b\w+\b"


@dataclass(frozen=True, slots=True)
class Purchases:
    """Texts of what is bought, with the kind (goods, services, works) and the buyer, or blanks."""

    texts: Sequence[str]
    kinds: Sequence[str]
    buyers: Sequence[str]

    @classmethod
    def of_texts(cls, texts: Sequence[str]) -> "Purchases":
        """Return purchases of which nothing but the text is known."""
        blanks = [""] * len(texts)
        return cls(texts, blanks, blanks)

    def __len__(self) -> int:
        return len(self.texts)

    def __add__(self, other: "Purchases") -> "Purchases":
        return Purchases(
            [*self.texts, *other.texts],
            [*self.kinds, *other.kinds],
            [*self.buyers, *other.buyers],
        )

    def where(self, chosen: NDArray[np.bool_]) -> "Purchases":
        """Return the chosen ones, in the same order."""
        return Purchases(
            list(compress(self.texts, chosen)),
            list(compress(self.kinds, chosen)),
            list(compress(self.buyers, chosen)),
        )


class Features:
    """Turns purchases into numbers; what it knows is the texts it was made of."""

    def __init__(self, of: Purchases) -> None:
        self._weighted = (
            (_PART, _vectorizer(analyzer="char_wb", ngram_range=(2, 5))),
            (_WORD, _vectorizer(analyzer=Compounds(of.texts))),
            (_PAIR, _words(2, 2)),
        )
        self._kinds = _vectorizer(analyzer=_whole, use_idf=False)
        self._buyers = _words(1, 3)
        for _, vectorizer in self._weighted:
            vectorizer.fit(of.texts)
        self._kinds.fit([*of.kinds, "Varor"])  # never without a word
        self._buyers.fit([*of.buyers, "kommun"])

    def __call__(self, purchases: Purchases) -> sparse.csr_matrix:
        """Return a row of non-negative numbers for each purchase."""
        texts = [weight * v.transform(purchases.texts) for weight, v in self._weighted]
        kinds = _KIND * self._kinds.transform(purchases.kinds)
        buyers = _BUYER * self._buyers.transform(purchases.buyers)
        return sparse.hstack([*texts, kinds, buyers]).tocsr()


def _words(fewest: int, most: int) -> TfidfVectorizer:
    return _vectorizer(ngram_range=(fewest, most), token_pattern=_ANY_WORD)


def _vectorizer(**how: Any) -> TfidfVectorizer:  # noqa: ANN401 - the library's own options
    return TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **how)


def _whole(kind: str) -> list[str]:
    return [kind] if kind else []


@dataclass(frozen=True, slots=True)
class Linear:
    """What a linear learner came to: a weight a feature and label, and an offset a label."""

    weights: NDArray[np.float32]
    offsets: NDArray[np.float32]

    def scores(self, numbers: sparse.csr_matrix) -> Probabilities:
        """Return a row a purchase and a column a label."""
        return np.asarray(numbers @ self.weights + self.offsets, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Pair:
    """The two learners of one set of labels, added."""

    labels: NDArray[np.str_]
    machine: Linear
    bayes: Linear

    def probabilities(self, numbers: sparse.csr_matrix) -> Probabilities:
        """Return a row a purchase and a column a label; rows sum to one."""
        sure = _softmax(_SHARPNESS * self.machine.scores(numbers))
        bayes = _softmax(_BAYES_SHARPNESS * self.bayes.scores(numbers))
        return (sure + _BAYES_WEIGHT * bayes) / (1 + _BAYES_WEIGHT)


@dataclass(slots=True)
class Model:
    """Knows the labels it learned, and how sure it is of each for a purchase.

    A label's first two digits are its group's (division of CPV, group of the tree): which group a
    purchase is in is easier to tell, and is weighed in.
    """

    features: Features
    narrow: Pair
    broad: Pair
    sharpness: float = 1.0  # set where proposals are weighed against the truth

    @property
    def labels(self) -> NDArray[np.str_]:
        """The labels in order, one a column of the probabilities."""
        return self.narrow.labels

    def probabilities(self, purchases: Purchases) -> Probabilities:
        """Return a row a purchase and a column a label; rows sum to one."""
        numbers = self.features(purchases)
        found = _log(self.narrow.probabilities(numbers))
        if self.broad is not self.narrow:
            groups = np.searchsorted(self.broad.labels, _groups(self.labels))
            found += _GROUP_WEIGHT * _log(self.broad.probabilities(numbers))[:, groups]
        return _softmax(self.sharpness * found)

    def proposals(self, purchases: Purchases) -> tuple[NDArray[np.str_], Probabilities]:
        """Return the likeliest label of each purchase and how sure the model is, 0–1."""
        if not len(purchases):
            return self.labels[:0], np.empty(0)
        found = self.probabilities(purchases)
        best = found.argmax(axis=1)
        return self.labels[best], found[np.arange(len(best)), best]


def learn(
    purchases: Purchases, labels: Sequence[str], weights: Sequence[float] | None = None
) -> Model:
    """Return a model of purchases whose labels are known; the same data gives the same model."""
    features = Features(purchases)
    numbers, truth = features(purchases), np.asarray(labels)
    groups = _groups(truth)
    narrow = _pair(numbers, truth, weights)
    broad = narrow if (groups == truth).all() else _pair(numbers, groups, weights)
    return Model(features, narrow, broad)


def _groups(labels: NDArray[np.str_]) -> NDArray[np.str_]:
    return labels.astype(f"<U{_GROUP_DIGITS}")


def _pair(
    numbers: sparse.csr_matrix, truth: NDArray[np.str_], weights: Sequence[float] | None
) -> Pair:
    machine = LinearSVC(C=_PENALTY, random_state=0).fit(numbers, truth, sample_weight=weights)
    bayes = MultinomialNB(alpha=_SMOOTHING).fit(numbers, truth, sample_weight=weights)
    return Pair(
        machine.classes_,
        _linear(machine.coef_, machine.intercept_),
        _linear(bayes.feature_log_prob_, bayes.class_log_prior_),
    )


def _linear(weights: Probabilities, offsets: Probabilities) -> Linear:
    return Linear(np.ascontiguousarray(weights.T, dtype=np.float32), offsets.astype(np.float32))


def _log(probabilities: Probabilities) -> Probabilities:
    return np.asarray(np.log(np.maximum(probabilities, 1e-12)))


def _softmax(scores: Probabilities) -> Probabilities:
    risen = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(risen / risen.sum(axis=1, keepdims=True))
