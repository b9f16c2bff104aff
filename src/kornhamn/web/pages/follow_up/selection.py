"""What a reader chose to follow up: the form, the address it becomes, the words that say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kornhamn.analytics.types import AuthorityInfo, Part, Selection
from kornhamn.kernel.period import Period
from kornhamn.kernel.swedish import sort_key
from kornhamn.kernel.texts import Text
from kornhamn.organisation.types import Scope
from kornhamn.rulebook.library import programme
from kornhamn.rulebook.types import Edition, Instrument, NoEditionInForceError
from kornhamn.web.choosing import choose
from kornhamn.web.cpv_names import divisions
from kornhamn.web.formats import iso_date

WHOLE_GROUP = Scope(group=True)
PARTS: Mapping[Part, Promise] = {
    Part.MUNICIPALITY: gettext_lazy("The municipality with its committees"),
    Part.COMPANIES: gettext_lazy("The companies"),
}


def instrument() -> Instrument:
    """Return the programme of this installation."""
    return programme(settings.RULEBOOKS)


def said(text: Text) -> str:
    """Return a rulebook's text in the reader's language."""
    return text.in_language(get_language() or "sv")


def default_edition(on: date) -> Edition:
    """Return the edition in force, or the first one where none is."""
    try:
        return instrument().edition_on(on)
    except NoEditionInForceError:
        return instrument().editions[0]


class SelectionForm(forms.Form):
    """Which procurements, under which edition. Everything but the edition may be left open."""

    edition = forms.ChoiceField(label=gettext_lazy("Edition"))
    first = forms.DateField(label=gettext_lazy("Published from"), required=False)
    last = forms.DateField(label=gettext_lazy("Published to"), required=False)
    part = forms.ChoiceField(label=gettext_lazy("Part of the group"), required=False)
    authority = forms.ChoiceField(label=gettext_lazy("Committee or company"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    goal = forms.ChoiceField(label=gettext_lazy("Goal"), required=False)
    governed = forms.BooleanField(
        label=gettext_lazy("Only procurements that the edition governs"), required=False
    )

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        authorities: Sequence[AuthorityInfo],
        on: date,
        reach: Scope = WHOLE_GROUP,
    ) -> None:
        super().__init__(data)
        self.names = {str(one.id): one.name for one in authorities}
        self.everything = everything(reach, list(self.names.values()))
        choose(self, "edition", edition_choices(on))
        choose(self, "part", [("", self.everything), *PARTS.items()])
        choose(self, "authority", [("", _("All")), *by_name(self.names)])
        choose(self, "category", [("", _("All")), *by_name(divisions())])
        choose(self, "goal", [("", _("All")), *goal_names().items()])

    def clean(self) -> dict[str, Any]:
        """Refuse a period without days, and a goal of another edition."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first. Change one of them."))
        edition, goal = cleaned.get("edition"), cleaned.get("goal")
        if edition and goal and goal not in {g.id for g in instrument().edition(edition).goals}:
            self.add_error(
                "goal", _("The chosen edition has no such goal. Choose another, or all.")
            )
        return cleaned

    def selection(self) -> Selection:
        """Return the selection of a form without errors."""
        chosen = self.cleaned_data
        authority = chosen["authority"]
        return Selection(
            edition=chosen["edition"],
            period=period_between(chosen["first"], chosen["last"]),
            authorities=frozenset({UUID(authority)}) if authority else None,
            part=Part(chosen["part"]) if chosen["part"] else None,
            cpv_division=chosen["category"] or None,
            goal=chosen["goal"] or None,
            only_governed=chosen["governed"],
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """A form without errors and the selection it makes."""

    form: SelectionForm
    selection: Selection

    @property
    def edition(self) -> Edition:
        """The edition followed up."""
        return instrument().edition(self.selection.edition)

    @property
    def words(self) -> list[str]:
        """What was chosen besides the edition, a phrase each."""
        return described(self.selection, self.form.names, everything=self.form.everything)


def form_data(params: QueryDict, on: date) -> QueryDict:
    """Return the address's parameters, with the edition in force where none is named."""
    data = params.copy()
    if not data.get("edition"):
        data["edition"] = default_edition(on).id
    return data


def parameters(selection: Selection) -> dict[str, str]:
    """Return the selection as an address holds it: the same address, the same figures."""
    period = selection.period
    chosen = {
        "edition": selection.edition,
        "first": period.start.isoformat() if period and period.start > date.min else "",
        "last": period.last.isoformat() if period and period.last else "",
        "part": selection.part or "",
        "authority": str(min(selection.authorities)) if selection.authorities else "",
        "category": selection.cpv_division or "",
        "goal": selection.goal or "",
        "governed": "on" if selection.only_governed else "",
    }
    return {key: str(value) for key, value in chosen.items() if value}


def link(name: str, selection: Selection, *args: str, **more: str) -> str:
    """Return the address of a page of the follow-up over a selection."""
    query = _query(selection)
    if added := {key: value for key, value in more.items() if value}:
        query = f"{query}&{urlencode(added)}"
    return f"{_place(get_script_prefix(), name, args)}?{query}"


# A page of the follow-up has hundreds of links over a few selections to a few pages.
@lru_cache(maxsize=1024)
def _query(selection: Selection) -> str:
    return urlencode(parameters(selection))


@lru_cache(maxsize=1024)
def _place(_prefix: str, name: str, args: tuple[str, ...]) -> str:
    return reverse(name, args=args)


def everything(reach: Scope, names: Sequence[str]) -> str:
    """Return what a selection of everything holds, in words: what the reader may see."""
    if reach.group:
        return _("The whole group")
    if len(names) == 1:
        return names[0]
    return str(PARTS[Part.COMPANIES]) if reach.companies else _("All that you follow up")


def described(selection: Selection, names: Mapping[str, str], *, everything: str = "") -> list[str]:
    """Return what the selection narrows down to, a phrase each; `everything` if to nothing."""
    phrases = [_period_words(selection.period)]
    phrases.append(str(PARTS[selection.part]) if selection.part else "")
    phrases += [names.get(str(one), str(one)) for one in selection.authorities or ()]
    if not selection.part and not selection.authorities:
        phrases.append(everything or _("The whole group"))
    if selection.cpv_division:
        phrases.append(divisions().get(selection.cpv_division, selection.cpv_division))
    if selection.goal:
        phrases.append(goal_names().get(selection.goal, selection.goal))
    if selection.only_governed:
        phrases.append(_("only procurements that the edition governs"))
    return [phrase for phrase in phrases if phrase]


def goal_names() -> dict[str, str]:
    """Return every goal of every edition with its name in the latest one."""
    return {goal.id: said(goal.title) for one in instrument().editions for goal in one.goals}


def edition_choices(on: date) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Return the editions to choose among, under whether they are in force."""
    own = instrument()
    drafts = {edition.id for edition in own.drafts}
    in_force = {adoption.edition for adoption in own.adoptions if adoption.holds_on(on)}
    groups: dict[str, list[tuple[str, str]]] = {_("In force"): [], _("Others"): [], _("Drafts"): []}
    for edition in own.editions:
        name = _("Others")
        if edition.id in drafts:
            name = _("Drafts")
        elif edition.id in in_force:
            name = _("In force")
        groups[name].append((edition.id, said(edition.title)))
    return [(name, editions) for name, editions in groups.items() if editions]


def is_draft(edition: Edition) -> bool:
    """Tell whether no decision has adopted the edition."""
    return edition in instrument().drafts


def period_between(first: date | None, last: date | None) -> Period | None:
    """Return the days from the first to the last, either left open; None for all days."""
    return Period.inclusive(first or date.min, last) if first or last else None


def _period_words(period: Period | None) -> str:
    if period is None:
        return _("All years")
    first, last = period.start, period.last
    if first == date.min:
        return _("to %(last)s") % {"last": iso_date(last or period.start)}
    if last is None:
        return _("from %(first)s") % {"first": iso_date(first)}
    return _("%(first)s to %(last)s") % {"first": iso_date(first), "last": iso_date(last)}


def by_name(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return choices in the order of their names."""
    return sorted(names.items(), key=lambda pair: sort_key(pair[1]))
