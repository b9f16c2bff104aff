"""Which category a posting has: people's rules, then accounts that decide, then the model."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from kornhamn.categories.queries import of_account
from kornhamn.spend.classification.learning import Model, Purchases
from kornhamn.spend.classification.postings import DECIDED, with_words
from kornhamn.spend.types import ClassifiedBy

SURE_ENOUGH = 0.3  # below this the model says nothing: a guess is worse than unknown
# how much of the certainty an account that only suggests has: one digit of it says little
HINTS = (0.0, 0.05, 0.15)
HINT = 0.4  # three digits and more

Hint = tuple[str, float]  # a category, and how much of the certainty it has


@dataclass(frozen=True, slots=True)
class Rule:
    """A person's rule as it is applied: what is blank or None is not asked about."""

    category: str
    supplier: int | None = None
    account_prefix: str = ""
    words: str = ""

    @property
    def specificity(self) -> tuple[int, int, int]:
        """Sort key: a supplier says more than words, and words more than an account."""
        parts = 4 * (self.supplier is not None) + 2 * bool(self.words) + bool(self.account_prefix)
        return parts, len(self.words), len(self.account_prefix)

    def holds(self) -> pl.Expr:
        """Return when the rule holds, over the columns of POSTINGS."""
        asked = [pl.lit(value=True)]
        if self.supplier is not None:
            asked.append(pl.col("supplier") == self.supplier)
        if self.account_prefix:
            asked.append(pl.col("account").str.starts_with(self.account_prefix))
        asked += [_said().str.contains(word, literal=True) for word in self.words.lower().split()]
        return pl.all_horizontal(asked)


def _said() -> pl.Expr:
    return pl.concat_str("text", "account_text", separator=" ").str.to_lowercase()


def by_rules(postings: pl.DataFrame, rules: Iterable[Rule]) -> pl.DataFrame:
    """Return the postings that a rule decides; the most specific rule wins."""
    ordered = sorted(rules, key=lambda rule: rule.specificity, reverse=True)
    if not ordered:
        return pl.DataFrame(schema=DECIDED)
    said = [pl.when(rule.holds()).then(pl.lit(rule.category)) for rule in ordered]
    return _decided(postings.with_columns(category=pl.coalesce(said)), ClassifiedBy.RULE)


def by_accounts(postings: pl.DataFrame) -> pl.DataFrame:
    """Return the postings whose account decides by itself."""
    meant = postings.join(_accounts(postings), on=["account", "account_text"], how="left")
    decides = pl.when("decisive").then("meaning")
    return _decided(meant.with_columns(category=decides), ClassifiedBy.RULE)


def by_model(postings: pl.DataFrame, model: Model) -> pl.DataFrame:
    """Return every posting with what the model says of it, blank where it is too unsure.

    Each distinct text is read once.
    """
    said = with_words(postings).join(_accounts(postings), on=["account", "account_text"])
    texts = said.select("words", "meaning", "weight").unique(maintain_order=True)
    labels, sure = propose(model, texts["words"].to_list(), _hints(texts))
    proposed = texts.with_columns(category=pl.Series(labels), confidence=pl.Series(sure))
    joined = said.drop("category", "confidence").join(
        proposed, on=["words", "meaning", "weight"], how="left", nulls_equal=True
    )
    enough = pl.col("confidence") >= SURE_ENOUGH
    return joined.select(
        "posting",
        category=pl.when(enough).then("category").otherwise(pl.lit("")),
        by=pl.lit(ClassifiedBy.MODEL.value),
        confidence="confidence",
    )


def propose(
    model: Model, texts: list[str], hints: list[Hint | None]
) -> tuple[list[str], list[float]]:
    """Return the likeliest category of each text and how sure that is, the hint weighed in.

    A text without words is proposed nothing but the hint.
    """
    ranked = alternatives(model, texts, hints, most=1)
    return [row[0][0] for row in ranked], [row[0][1] for row in ranked]


def alternatives(
    model: Model, texts: list[str], hints: list[Hint | None], *, most: int = 4
) -> list[list[tuple[str, float]]]:
    """Return the likeliest categories of each text, the likeliest first, with how likely."""
    if not texts:
        return []
    found = model.probabilities(Purchases.of_texts(texts))
    places = {label: place for place, label in enumerate(model.labels)}
    for row, (text, hint) in enumerate(zip(texts, hints, strict=True)):
        if not text:
            found[row] = 0.0
        if hint and hint[0] in places:
            found[row] *= 1 - hint[1]
            found[row, places[hint[0]]] += hint[1]
    order = (-found).argsort(axis=1, kind="stable")[:, :most]
    return [
        [(str(model.labels[at]), float(found[row, at])) for at in best]
        for row, best in enumerate(order)
    ]


def _accounts(postings: pl.DataFrame) -> pl.DataFrame:
    """Return what each distinct account means, or nulls: `meaning`, `weight`, `decisive`."""
    accounts = postings.select("account", "account_text").unique(maintain_order=True)
    meant = [of_account(number, text) for number, text in accounts.iter_rows()]
    return accounts.with_columns(
        meaning=pl.Series([m.category.code if m else None for m in meant], dtype=pl.String),
        weight=pl.Series([_weight(m.prefix) if m else None for m in meant], dtype=pl.Float64),
        decisive=pl.Series([bool(m and m.decisive) for m in meant], dtype=pl.Boolean),
    )


def hints_of(postings: pl.DataFrame) -> list[Hint | None]:
    """Return what each posting's account suggests, in the postings' order."""
    account = ["account", "account_text"]
    meant = postings.select(account).join(
        _accounts(postings), on=account, how="left", maintain_order="left"
    )
    return _hints(meant)


def _hints(meant: pl.DataFrame) -> list[Hint | None]:
    rows = meant.select("meaning", "weight").iter_rows()
    return [(meaning, weight) if meaning else None for meaning, weight in rows]


def _weight(prefix: str) -> float:
    return HINTS[len(prefix)] if len(prefix) < len(HINTS) else HINT


def _decided(postings: pl.DataFrame, by: ClassifiedBy) -> pl.DataFrame:
    return postings.filter(pl.col("category").is_not_null()).select(
        "posting",
        "category",
        by=pl.lit(by.value),
        confidence=pl.lit(None, dtype=pl.Float64),
    )
