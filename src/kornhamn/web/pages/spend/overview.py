"""The first view after a load: what do we buy, from whom, is it under control. In sentences."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kornhamn.analytics.queries import spend
from kornhamn.analytics.types.spend import UNKNOWN, Process, SpendOverview, SpendTotals
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.formats import kronor_short, number, percent
from kornhamn.web.pages.spend import drawings
from kornhamn.web.pages.spend.opening import page_context, scope, trail, with_choice
from kornhamn.web.pages.spend.selection import Choice, link, who
from kornhamn.web.pages.spend.suppliers import pareto_sentence, supplier_url
from kornhamn.web.pages.spend.tables import LABELS, lines_of, parts_table
from kornhamn.web.requests import AppRequest

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that the figures say, with the page that shows it."""

    text: str
    url: str = ""
    asks: bool = False  # it asks for something to be done


@requires(Permission.READ_SPEND)
@with_choice
def overview(request: AppRequest, choice: Choice) -> HttpResponse:
    """Show the whole selection on one screen."""
    found = spend.overview(choice.selection, scope(request), other=choice.other)
    months = lines_of(found.months, choice, "time")
    table = parts_table("time", LABELS["time"], beside=choice.beside)
    bound = table.bind(months, request.GET, request.path)
    if file := download(bound, "spend-months"):
        return file
    context = {
        "found": found,
        "headline": headline(found, choice),
        "change": _change(found, choice),
        "what": _what(found, choice),
        "whom": _whom(found, choice),
        "control": _control(found, choice),
        "categories": _category_bars(found, choice),
        "suppliers": [(row, supplier_url(row, choice)) for row in found.suppliers],
        "curves": drawings.over_months(found.months, _("Amount"), beside=choice.beside),
        "table": bound,
        "breadcrumbs": trail(),
    }
    return render(request, "spend/overview.html", page_context(request, choice, "spend") | context)


def headline(found: SpendOverview, choice: Choice) -> str:
    """Return the sentence that says it all: how much, from how many, how much of it from ten."""
    words = {
        "who": who(choice.selection, choice.form),
        "ore": kronor_short(found.totals.ore),
        "suppliers": number(found.totals.suppliers),
        "share": percent(found.pareto.share_of_top_ten or 0),
    }
    if choice.supplier_name:
        words["supplier"] = choice.supplier_name
        return _("%(who)s bought for %(ore)s from %(supplier)s.") % words
    if found.totals.suppliers <= len(found.suppliers):
        return (
            ngettext(
                "%(who)s bought for %(ore)s from one supplier.",
                "%(who)s bought for %(ore)s from %(suppliers)s suppliers.",
                found.totals.suppliers,
            )
            % words
        )
    return (
        _(
            "%(who)s bought for %(ore)s from %(suppliers)s suppliers; "
            "ten of them account for %(share)s."
        )
        % words
    )


def _change(found: SpendOverview, choice: Choice) -> str:
    """Return how much more or less that is than what it is compared with."""
    before: SpendTotals | None = found.before
    if before is None or not before.lines:
        return ""
    difference = found.totals.ore - before.ore
    words = {
        "difference": kronor_short(abs(difference)),
        "share": percent(abs(difference) / before.ore, 1) if before.ore > 0 else "",
        "beside": choice.beside,
    }
    if difference >= 0:
        return _("That is %(difference)s more (%(share)s) than %(beside)s.") % words
    return _("That is %(difference)s less (%(share)s) than %(beside)s.") % words


def _what(found: SpendOverview, choice: Choice) -> list[Sentence]:
    totals, said = found.totals, []
    named = [line for line in lines_of(found.categories, choice, "categories") if line.key]
    if named:
        words = {
            "name": named[0].name,
            "ore": kronor_short(named[0].part.ore),
            "share": percent(named[0].part.share or 0),
        }
        said.append(Sentence(_("Most goes to %(name)s: %(ore)s, %(share)s.") % words, named[0].url))
    if totals.uncategorised_lines:
        words = {
            "share": percent(1 - (totals.share_categorised or 0)),
            "ore": kronor_short(totals.uncategorised_ore),
        }
        said.append(
            Sentence(
                _("%(share)s (%(ore)s) has no category yet.") % words,
                link("spend-lines", choice.selection.narrowed(category=UNKNOWN)),
                asks=True,
            )
        )
    if totals.credits:
        words = {"ore": kronor_short(-totals.credit_ore)}
        said.append(Sentence(_("Credits of %(ore)s are taken off.") % words))
    return said


def _whom(found: SpendOverview, choice: Choice) -> list[Sentence]:
    said = []
    if found.totals.suppliers > len(found.suppliers):
        said.append(
            Sentence(pareto_sentence(found.pareto), link("spend-suppliers", choice.selection))
        )
    for kind, text, unknown in (
        (
            found.small,
            _("Small and medium-sized companies get %(share)s, of suppliers of known size."),
            _("No supplier's size is known yet: the company register tells it."),
        ),
        (
            found.civil_society,
            _("Civil society gets %(share)s, of suppliers of known form."),
            "",
        ),
    ):
        if kind.known_ore > 0:
            said.append(Sentence(text % {"share": percent(kind.share or 0, 1)}))
        elif unknown and not choice.supplier_name:
            said.append(Sentence(unknown))
    return said + _newcomers(found, choice)


def _newcomers(found: SpendOverview, choice: Choice) -> list[Sentence]:
    changes = found.newcomers
    if changes is None or not found.before or not found.before.lines or choice.supplier_name:
        return []
    words = {
        "new": number(changes.new_suppliers),
        "ore": kronor_short(changes.new_ore),
        "lost": number(changes.lost_suppliers),
    }
    text = _("%(new)s suppliers are new (%(ore)s), and %(lost)s are bought from no longer.") % words
    return [Sentence(text, link("spend-suppliers", choice.selection) + "#changes")]


def _control(found: SpendOverview, choice: Choice) -> list[Sentence]:
    process, said = found.process, []
    if process.share_outside is not None:
        words = {
            "share": percent(process.share_outside),
            "ore": kronor_short(process.outside_ore),
        }
        said.append(
            Sentence(
                _(
                    "%(share)s (%(ore)s) was bought outside the process: "
                    "no agreement is named and no procurement is known."
                ) % words,
                link("spend-lines", choice.selection, process=Process.OUTSIDE),
                asks=process.outside_ore > 0,
            )
        )  # fmt: skip
    if process.unknown_ore > 0:
        words = {"ore": kronor_short(process.unknown_ore)}
        said.append(
            Sentence(
                _("Of %(ore)s nobody can tell: the ledgers name no agreements.") % words,
                link("spend-lines", choice.selection, process=Process.UNKNOWN),
            )
        )
    return [*said, *_payment(found), *_unmatched(found, choice)]


def _payment(found: SpendOverview) -> list[Sentence]:
    payment = found.payment
    if payment.paid_days is None:
        return [Sentence(_("Payment times are not known: the ledgers hold no days of payment."))]
    words = {
        "days": number(payment.paid_days, 1),
        "within": percent(payment.within_30 or 0),
        "late": percent(payment.late or 0),
    }
    if payment.late is None:
        return [Sentence(_("Invoices are paid after %(days)s days on average.") % words)]
    text = _("Invoices are paid after %(days)s days on average; %(late)s are paid late.")
    return [Sentence(text % words)]


def _unmatched(found: SpendOverview, choice: Choice) -> list[Sentence]:
    if not found.totals.unmatched_lines or choice.selection.unmatched:
        return []
    words = {
        "ore": kronor_short(found.totals.unmatched_ore),
        "lines": number(found.totals.unmatched_lines),
    }
    text = _(
        "%(ore)s (%(lines)s lines) belongs to units that no committee or company is known for."
    )
    own = choice.selection.narrowed(unmatched=True, authorities=None, part=None)
    return [Sentence(text % words, link("spend-lines", own), asks=True)]


def _category_bars(found: SpendOverview, choice: Choice) -> drawings.Bars:
    rows = lines_of(found.categories, choice, "categories")[:_SHOWN]
    return drawings.bars([(row.part, row.name, row.url) for row in rows], beside=choice.beside)
