"""Facts as people read them: values in words, and where each came from."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kornhamn.kernel.texts import Text
from kornhamn.procurement.queries.case_file import KnownFact, Source
from kornhamn.rulebook.types import OPEN, Fact, FactType, FactValue, Subject
from kornhamn.web import formats
from kornhamn.web.cpv_names import cpv_name

MOST_NAMED = 3  # of a list, beside a condition that names the one it asks about
KINDS: Mapping[str, Promise] = {
    "goods": gettext_lazy("Goods"),
    "services": gettext_lazy("Services"),
    "works": gettext_lazy("Works"),
}
SUPPLIED_BY: Mapping[str, Promise] = {
    "statistics": gettext_lazy("the national statistics, or you where they are blank"),
    "suppliers": gettext_lazy("whoever vets the suppliers"),
    "contracts": gettext_lazy("whoever manages the contract"),
    "law": gettext_lazy("the money limits of the law"),
    "organisation": gettext_lazy("the register of the organisation"),
    "programme": gettext_lazy("the programme's own file"),
    "spend": gettext_lazy("whoever knows the ledger"),
}


_PERSON: Mapping[Subject, Promise] = {
    Subject.CASE: gettext_lazy("whoever carries out the procurement"),
    Subject.AUTHORITY: gettext_lazy("whoever answers for purchasing in the authority"),
    Subject.GROUP: gettext_lazy("the executive office"),
}


def supplied_by(fact: Fact) -> Promise | str:
    """Return who supplies a fact, in words."""
    if fact.supplied_by == "person":
        return _PERSON[fact.subject]
    return SUPPLIED_BY.get(fact.supplied_by, fact.supplied_by)


def said(text: Text) -> str:
    """Return a rulebook's text in the reader's language."""
    return text.in_language(get_language() or "sv")


def sentence(text: str) -> str:
    """Return a phrase with a capital first, for standing alone."""
    return text[:1].upper() + text[1:]


def value_words(fact: Fact, value: FactValue) -> str:
    """Return a fact's value as it reads on screen."""
    if value is None:
        return _("not known")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return _list_words(fact, value)
    return _single(fact, value)


def _list_words(fact: Fact, codes: Sequence[str]) -> str:
    """Return the codes of a list in words, and that there may be more where nobody knows."""
    named = ", ".join(_named(fact, code) for code in codes if code != OPEN)
    if OPEN in codes:
        return _("%(some)s; what else is not known") % {"some": named} if named else _("not known")
    return named or _("none of them")


def _single(fact: Fact, value: int | str | date) -> str:
    if isinstance(value, int):
        return formats.kronor(value) if fact.type is FactType.MONEY else formats.number(value)
    if isinstance(value, date):
        return formats.iso_date(value)
    if fact.name == "cpv":
        return f"{value} {cpv_name(value)}"
    return _named(fact, value)


def source_words(source: Source) -> str:
    """Return where a fact was read, so that somebody can look it up."""
    if source.answer:
        return _("answered by %(person)s %(at)s: %(source)s") % {
            "person": source.answer.by,
            "at": formats.iso_date(source.answer.at),
            "source": source.answer.source,
        }
    if source.room:
        return _("from %(source)s") % {"source": SUPPLIED_BY.get(source.room, source.room)}
    if source.is_counted:
        return _("counted from the lots and winners below")
    if source.file:
        return _("%(file)s, row %(rows)s, column %(column)s") % {
            "file": source.file,
            "rows": ", ".join(str(row) for row in source.rows),
            "column": source.column,
        }
    return ""


def known_briefly(fact: Fact, known: KnownFact | None) -> tuple[str, str]:
    """Return a fact's value and its source in words, long lists by their number alone."""
    value, source = known_words(fact, known)
    chosen = known.value if known else None
    if isinstance(chosen, list | tuple) and OPEN not in chosen and len(chosen) > MOST_NAMED:
        value = _("%(chosen)s of %(all)s") % {"chosen": len(chosen), "all": len(fact.choices)}
    return value, source


def known_words(fact: Fact, known: KnownFact | None) -> tuple[str, str]:
    """Return a fact's value and its source in words."""
    if known is None:
        return _("not known"), ""
    return value_words(fact, known.value), source_words(known.source)


def _named(fact: Fact, code: str) -> str:
    return said(fact.choices[code]) if code in fact.choices else code
