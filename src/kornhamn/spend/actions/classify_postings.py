"""Classifying: postings get their category, from people's rules, accounts and the model."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import connection, transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.organisation.types import Actor
from kornhamn.spend.actions.learn_categories import learn_categories
from kornhamn.spend.classification import postings, stored
from kornhamn.spend.classification.columns import read_columns
from kornhamn.spend.classification.deciding import Rule, by_accounts, by_model, by_rules
from kornhamn.spend.models import Posting
from kornhamn.spend.types import ClassifiedBy

_LOCK = 0x6B61_7465  # one classification at a time; another waits for it
_RULES = pl.Schema(
    {
        "category": pl.String(),
        "supplier": pl.Int32(),
        "account_prefix": pl.String(),
        "words": pl.String(),
    }
)
# a rule on a supplier that has become part of another holds for that one
_RULES_SQL = """
    SELECT r.category, COALESCE(s.merged_into_id, s.key), r.account_prefix, r.words
    FROM spend_categoryrule r LEFT JOIN suppliers_supplier s ON s.key = r.supplier_id
    ORDER BY r.made_at DESC, r.id
"""


@dataclass(frozen=True, slots=True)
class Classified:
    """How many postings got their category how; `unsure` are those the model says nothing of."""

    by_rule: int
    by_model: int
    unsure: int

    def __len__(self) -> int:
        return self.by_rule + self.by_model + self.unsure


def classify_postings(*, by: Actor, at: datetime, again: bool = False) -> Classified:
    """Give every new posting its category; `again` also those that no person decided.

    Learns a model first where there is none. Set-based: rules and accounts on columns, and each
    distinct text is read once by the model.
    """
    condition = postings.UNDECIDED if again else postings.NEW
    waiting = Posting.objects.exclude(classified_by=ClassifiedBy.PERSON)
    if not (waiting if again else waiting.filter(classified_by="")).exists():
        return Classified(0, 0, 0)
    _ready(by=by, at=at)
    with transaction.atomic():
        _one_at_a_time()
        found = _classified(postings.read_postings(condition))
        told = {"by_rule": found.by_rule, "by_model": found.by_model, "unsure": found.unsure}
        record(Deed("postings.classified", "ledgers", "", told), by=by, at=at)
    return found


@transaction.atomic
def classify_held(rule: Rule, *, by: Actor, at: datetime) -> Classified:
    """Classify anew what a rule holds for, after it was made or removed, and nothing else."""
    held = postings.read_postings(postings.UNDECIDED).filter(rule.holds())
    if by_rules(held, rules()).height < held.height:
        _ready(by=by, at=at)
    _one_at_a_time()
    return _classified(held)


def _ready(*, by: Actor, at: datetime) -> None:
    """Learn a model where there is none, or where its file is gone."""
    latest = stored.latest()
    if latest is None or not stored.is_there(latest):
        learn_categories(by=by, at=at)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _classified(rows: pl.DataFrame) -> Classified:
    decided = decide(rows)
    postings.write_categories(decided)
    return _counted(decided)


def decide(rows: pl.DataFrame) -> pl.DataFrame:
    """Return what each posting is: the rules of people, else its account, else the model."""
    ruled = by_rules(rows, rules())
    rows = rows.join(ruled, on="posting", how="anti")
    accounted = by_accounts(rows)
    rows = rows.join(accounted, on="posting", how="anti")
    latest = stored.latest()
    if not rows.height or latest is None:
        return pl.concat([ruled, accounted])
    return pl.concat([ruled, accounted, by_model(rows, stored.opened(latest))])


def rules() -> list[Rule]:
    """Return the rules of people, the newest first."""
    return [Rule(**row) for row in read_columns(_RULES_SQL, _RULES).iter_rows(named=True)]


def _counted(decided: pl.DataFrame) -> Classified:
    ruled = decided.filter(pl.col("by") == "rule").height
    sure = decided.filter((pl.col("by") == "model") & (pl.col("category") != "")).height
    return Classified(ruled, sure, decided.height - ruled - sure)
