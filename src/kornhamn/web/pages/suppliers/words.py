"""Kinds, sizes, reasons and decisions about suppliers in words."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.suppliers.queries import MatchDecision, Spelling, Supplier
from kornhamn.suppliers.rules.showing import shown_name, shown_number, shown_text
from kornhamn.suppliers.types import (
    DecisionKind,
    NumberKind,
    Origin,
    SettledBy,
    SupplierKind,
)

KINDS = {
    SupplierKind.LEGAL_PERSON: gettext_lazy("Legal person"),
    SupplierKind.SOLE_TRADER: gettext_lazy("Sole trader"),
    SupplierKind.FOREIGN: gettext_lazy("Foreign"),
    SupplierKind.MASKED: gettext_lazy("Masked"),
    SupplierKind.UNKNOWN: gettext_lazy("Kind not known"),
}
SIZES = {
    "micro": gettext_lazy("Micro company"),
    "small": gettext_lazy("Small company"),
    "medium": gettext_lazy("Medium-sized company"),
    "large": gettext_lazy("Large company"),
}
ORIGINS = {
    Origin.LEDGER: gettext_lazy("ledger"),
    Origin.STATISTICS: gettext_lazy("procurement statistics"),
    Origin.REGISTER: gettext_lazy("register"),
    Origin.CONTRACTS: gettext_lazy("contract list"),
}
WHY = {
    SettledBy.NUMBER: gettext_lazy("the same organisation number"),
    SettledBy.NAME: gettext_lazy("the same name, however it is written"),
    SettledBy.LIKE: gettext_lazy("a name alike, and bank account or supplier number the same"),
    SettledBy.ALONE: gettext_lazy("the first one met"),
    SettledBy.PERSON: gettext_lazy("somebody decided so"),
}
REASONS: dict[str, Promise] = {
    "name.same": gettext_lazy("The names are the same but for legal form and signs"),
    "name.spacing": gettext_lazy("The names differ in spaces or accents alone"),
    "name.order": gettext_lazy("The names have the same words in another order"),
    "name.letter": gettext_lazy("The names differ in one letter, in a word that no other has"),
    "name.letter-common": gettext_lazy("The names differ in one letter"),
    "name.cut": gettext_lazy("One name is the beginning of the other"),
    "name.added": gettext_lazy("One name has more words than the other"),
    "name.alike": gettext_lazy("The names are alike"),
    "name.digits": gettext_lazy("The names have different digits"),
    "name.other": gettext_lazy("The names are different"),
    "bank.same": gettext_lazy("The same bank account"),
    "bank.other": gettext_lazy("Different bank accounts"),
    "place.same": gettext_lazy("The same place"),
    "place.other": gettext_lazy("Different places"),
    "number.mistyped": gettext_lazy(
        "The numbers differ in one digit, or two that changed places, and one is not valid"
    ),
    "number.own": gettext_lazy("The same supplier number in a ledger"),
    "form.other": gettext_lazy("Different legal forms"),
}
DECISIONS = {
    DecisionKind.MERGE: gettext_lazy("%(other)s was merged into %(kept)s"),
    DecisionKind.SPLIT: gettext_lazy("%(other)s was split off from %(kept)s"),
    DecisionKind.KEEP_APART: gettext_lazy("%(kept)s and %(other)s are kept apart"),
}


def name_of(supplier: Supplier, *, personal: bool) -> str:
    """Return the name that a reader sees."""
    return shown_name(supplier.name, supplier.kind, supplier.key, personal=personal)


def number_of(supplier: Supplier) -> str:
    """Return the supplier's own number; sole traders have none here."""
    number = supplier.organisation_number
    return shown_number(number, NumberKind.ORGANISATION, personal=False) or supplier.foreign_number


def spelling_texts(spelling: Spelling, *, of_person: bool, personal: bool) -> list[str]:
    """Return name, number, place and bank details as a reader may see them."""
    if (of_person or spelling.number_kind == NumberKind.PERSONAL) and not personal:
        return [_("protected"), "", spelling_place(spelling), ""]
    texts = (spelling.name, spelling.given_number, spelling.place, spelling.bank)
    return [shown_text(text, personal=personal) for text in texts]


def spelling_place(spelling: Spelling) -> str:
    """Return the place, without any number in it."""
    return shown_text(spelling.place, personal=False)


def told_reasons(reasons: Sequence[dict[str, Any]]) -> list[tuple[str, bool]]:
    """Return each reason in words, and whether it speaks for the two being one."""
    return [
        (str(REASONS[one["code"]]), one["weight"] > 0) for one in reasons if one["code"] in REASONS
    ]


def decision_words(decision: MatchDecision, *, personal: bool) -> str:
    """Return what was decided, in words."""
    return str(DECISIONS[DecisionKind(decision.kind)]) % {
        "kept": name_of(decision.kept, personal=personal),
        "other": name_of(decision.other, personal=personal),
    }


def reversed_words(words: str) -> str:
    """Return that a decision was taken back."""
    return _("Taken back: %(decision)s") % {"decision": words}
