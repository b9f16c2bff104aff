"""Learning: what proposes categories is learned anew from titles, labels and what people said."""

from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path

import numpy as np
from django.conf import settings
from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.organisation.types import Actor
from kornhamn.spend.classification import stored
from kornhamn.spend.classification.evidence import Evidence, evidence
from kornhamn.spend.classification.learning import Model, learn
from kornhamn.spend.classification.measuring import Measures, measured, sharpened
from kornhamn.spend.models import CategoryModel

_LATEST, _FEWEST = 0.25, 40  # the share of titles to test on, and how many there must be
_FOLDS, _FEWEST_ACCEPTED = 3, 6


def learn_categories(*, by: Actor, at: datetime) -> CategoryModel:
    """Learn a model of everything known at this moment, measure it, and keep it as the latest.

    The same data gives the same model: then the latest row is returned and nothing is learned.
    """
    known = evidence()
    digest, before = known.digest(), stored.latest()
    if before is not None and before.learned_from == digest and stored.is_there(before):
        return before
    sharpness, of_titles = _on_later_titles(known)
    of_accepted = _on_accepted(known, before)
    model = _learned(known, np.ones(len(known.labels), dtype=bool))
    model.sharpness = sharpness
    row = CategoryModel(
        started_at=at,
        learned_at=at,
        by_name=by.name,
        learned_from=digest,
        sha256=stored.keep(model),
        titles=known.titles,
        labels=len(known.labels) - known.titles - known.accepted,
        accepted=known.accepted,
        measures={
            "titles": of_titles and asdict(of_titles),
            "accepted": of_accepted,
            "keys": list(known.keys),  # of the accepted postings, which the next one compares with
        },
    )
    return _put_first(row, by=by, at=at)


@transaction.atomic
def _put_first(row: CategoryModel, *, by: Actor, at: datetime) -> CategoryModel:
    row.save()
    told = {"titles": row.titles, "accepted": row.accepted, "learned_from": row.learned_from}
    record(Deed("categories.learned", "category-model", str(row.id), told), by=by, at=at)
    for old in CategoryModel.objects.order_by("-started_at")[2:]:  # the one before can be compared
        transaction.on_commit(partial(_remove, old.sha256, row.sha256))
    return row


def _remove(digest: str, kept: str) -> None:
    folder: Path = settings.MODELS
    if digest != kept:
        (folder / f"{digest}.model").unlink(missing_ok=True)


def _learned(known: Evidence, chosen: np.ndarray) -> Model:
    return learn(known.purchases.where(chosen), known.labels[chosen], known.weights[chosen])


def _on_later_titles(known: Evidence) -> tuple[float, Measures | None]:
    """Return how sharp a model of earlier titles is, and its measures on the latest quarter."""
    tested = round(known.titles * _LATEST)
    if tested < _FEWEST:
        return 1.0, None
    places = np.arange(len(known.labels))
    test = (places >= known.titles - tested) & (places < known.titles)
    trial = _learned(known, ~test)
    later = known.purchases.where(test)
    sharpened(trial, later, known.labels[test])
    return trial.sharpness, measured(known.labels[test], *trial.proposals(later))


def _on_accepted(known: Evidence, before: CategoryModel | None) -> dict[str, float] | None:
    """Return how often the truth was proposed for what people accepted, before and after learning.

    After: each third of them by a model of everything else. Before: by the latest model, on those
    that it has not learned from.
    """
    if known.accepted < _FEWEST_ACCEPTED:
        return None
    first = len(known.labels) - known.accepted
    truth = known.labels[first:]
    after = np.zeros(known.accepted, dtype=bool)
    for fold in range(_FOLDS):
        test = np.arange(known.accepted) % _FOLDS == fold
        chosen = np.concatenate([np.ones(first, dtype=bool), ~test])
        proposed, _ = _learned(known, chosen).proposals(known.purchases.where(~chosen))
        after[test] = proposed == truth[test]
    new = _new_to(before, known)
    told = {"tested": int(new.sum()), "after": float(after[new].mean()) if new.any() else 0.0}
    if before is not None and new.any() and stored.is_there(before):
        asked = known.purchases.where(np.concatenate([np.zeros(first, dtype=bool), new]))
        proposed, _ = stored.opened(before).proposals(asked)
        told["before"] = float((proposed == truth[new]).mean())
    return told


def _new_to(before: CategoryModel | None, known: Evidence) -> np.ndarray:
    seen = set(before.measures.get("keys", ())) if before else set()
    return np.array([key not in seen for key in known.keys])
