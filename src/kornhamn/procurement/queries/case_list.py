"""The procurements somebody may read, as a list to search."""

from typing import Any

from django.db.models import F, Lookup, TextField
from django.db.models.sql.compiler import SQLCompiler

from kornhamn.organisation.permissions import scope_of
from kornhamn.organisation.types import Actor, Permission
from kornhamn.procurement.models import Procurement, ProcurementQuerySet

_MOST_WORDS = 8


def readable(actor: Actor) -> ProcurementQuerySet:
    """Return the procurements the actor may read, each with its authority in the same query.

    `title__has_words` searches them.
    """
    return Procurement.objects.visible_to(actor).select_related("authority")


def latest_of_own(actor: Actor, *, most: int) -> list[Procurement]:
    """Return the latest procurements of those who work in an authority; of others none."""
    if not scope_of(actor, Permission.READ_CASES).own:
        return []
    latest = F("published_on").desc(nulls_last=True)
    return list(readable(actor).order_by(latest, "reference")[:most])


@TextField.register_lookup
class HasWords(Lookup):
    """The text contains every word, whatever its case and order.

    ILIKE on the column itself can use its trigram index; `icontains` asks for UPPER(title).
    """

    lookup_name = "has_words"
    prepare_rhs = False

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: Any,  # noqa: ANN401 - the framework's own
    ) -> tuple[str, tuple[Any, ...]]:
        """Return the condition and its parameters."""
        column, before = self.process_lhs(compiler, connection)
        patterns = [_pattern(word) for word in str(self.rhs).split()[:_MOST_WORDS]] or ["%"]
        condition = " AND ".join([f"{column} ILIKE %s"] * len(patterns))
        params = [param for pattern in patterns for param in (*before, pattern)]
        return f"({condition})", tuple(params)


def _pattern(word: str) -> str:
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, f"\\{sign}")
    return f"%{word}%"
