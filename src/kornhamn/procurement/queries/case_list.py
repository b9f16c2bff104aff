"""The procurements somebody may read, as a list to search."""

from typing import Any

from django.db.models import F, Lookup
from django.db.models.sql.compiler import SQLCompiler

from kornhamn.organisation.types import Actor
from kornhamn.procurement.models import Procurement, ProcurementQuerySet

_MOST_WORDS = 8


def readable(actor: Actor) -> ProcurementQuerySet:
    """Return the procurements the actor may read, each with its authority in the same query."""
    return Procurement.objects.visible_to(actor).select_related("authority")


def with_words(procurements: ProcurementQuerySet, text: str) -> ProcurementQuerySet:
    """Keep those whose title contains every word, whatever its case; the trigram index helps."""
    for word in text.split()[:_MOST_WORDS]:
        procurements = procurements.filter(_Contains(F("title"), _pattern(word)))
    return procurements


class _Contains(Lookup[Any]):
    """ILIKE on the column itself: `icontains` asks for UPPER(title), which has no index."""

    prepare_rhs = False

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: Any,  # noqa: ANN401 - the framework's own
    ) -> tuple[str, tuple[Any, ...]]:
        """Return the condition and its parameters."""
        column, before = self.process_lhs(compiler, connection)
        return f"{column} ILIKE %s", (*before, self.rhs)


def _pattern(word: str) -> str:
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, f"\\{sign}")
    return f"%{word}%"
