"""The words of rulebooks and permissions in both languages, as the screens have them."""

from collections.abc import Sequence
from enum import StrEnum

from django.utils.translation import gettext, override

from kornhamn.kernel.errors import N_
from kornhamn.kernel.texts import Text
from kornhamn.rulebook.types import Addressee, Force, Phase, Subject, Verdict

LABELS: dict[StrEnum, str] = {
    Verdict.MET: N_("Met"),
    Verdict.NOT_MET: N_("Not met"),
    Verdict.UNKNOWN: N_("Unknown"),
    Verdict.NOT_APPLICABLE: N_("Not applicable"),
    Verdict.DEPARTED: N_("Departed from"),
    Force.SHALL: N_("Shall"),
    Force.SHALL_UNLESS: N_("Shall, unless a departure is decided"),
    Force.STRIVE: N_("Shall strive for"),
    Force.CONSIDER: N_("Shall consider"),
    Addressee.AUTHORITY: N_("Each committee and company"),
    Addressee.EXECUTIVE_BOARD: N_("The executive board"),
    Addressee.EXECUTIVE_OFFICE: N_("The executive office"),
    Addressee.COUNCIL: N_("The council"),
    Addressee.GROUP_BOARD: N_("The group board of the companies"),
    Phase.ANALYSE_PLAN: N_("Analyse and plan"),
    Phase.PROCURE: N_("Procure"),
    Phase.CALL_OFF: N_("Call off"),
    Phase.MANAGE_CONTRACT: N_("Manage the contract"),
    Phase.GOVERN: N_("Govern and support"),
    Subject.CASE: N_("Each procurement"),
    Subject.AUTHORITY: N_("Each authority"),
    Subject.GROUP: N_("The group"),
}


def label(word: StrEnum) -> str:
    """Return a rulebook's word as “Swedish · English”."""
    return both(translated(LABELS[word]))


def translated(message: str) -> Text:
    """Return an English message of the screens in both languages."""
    with override("sv"):
        return Text(sv=gettext(message), en=message)


def both(text: Text) -> str:
    """Return a short text as “Swedish · English”, once when they are the same."""
    return text.sv if text.sv == text.en else f"{text.sv} · {text.en}"


def cell(text: str) -> str:
    """Return a text as it stands in a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the lines of a table."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return [f"| {' | '.join(cell(text) for text in line)} |" for line in lines]
