"""The programme's figures for people at a terminal."""

from rich.console import Console
from rich.table import Table

from kornhamn.analytics.types import FollowUp, Impact, SimulationResult, Tally, Transition
from kornhamn.kernel.money import Money, format_money
from kornhamn.rulebook.types import Edition, Verdict

_NARROWEST = 150  # columns when nobody watches; a terminal has its own
_SHOWN = 10


def print_clauses(edition: Edition) -> None:
    """Print the clauses of an edition."""
    table = Table("Clause", "Force", "Who", "On", "Title", title=edition.title.en)
    for clause in edition.clauses:
        who = " ".join(clause.addressees)
        table.add_row(clause.id, clause.force.value, who, clause.subject.value, clause.title.en)
    table.caption = f"{len(edition.clauses)} clauses, {edition.digest[:12]}"
    _console().print(table)


def print_follow_up(figures: FollowUp) -> None:
    """Print a follow-up: the honest figure first, then the clauses, then what to ask for."""
    console = _console()
    _print_summary(console, figures)
    console.print(_clauses_table(figures))
    if figures.wanted:
        console.print(_wanted_table(figures))


def print_simulation(result: SimulationResult) -> None:
    """Print what another edition would have meant."""
    console = _console()
    before, after = result.comparison.before, result.comparison.after
    console.print(f"[bold]{after.id} in the place of {before.id}[/bold]")
    console.print(f"{result.cases} procurements, {_kronor(result.ore)}")
    for words, impact in (
        ("get another verdict", result.changed),
        ("break a clause they did not break before", result.newly_not_met),
        ("no longer break a clause", result.no_longer_not_met),
        ("get a clause of which it is unknown", result.newly_unknown),
    ):
        console.print(_impact(words, impact))
    console.print(_moves_table(result))
    for title, parts in (("Authority", result.authorities), ("Supplier", result.suppliers)):
        table = _table(title, "Changed", "Newly not met", "Contracted value")
        for part in parts[:_SHOWN]:
            name = part.name or part.key or "Outside the group"
            table.add_row(name, str(part.changed), str(part.newly_not_met), _kronor(part.ore))
        console.print(table)


def _print_summary(console: Console, figures: FollowUp) -> None:
    share = figures.tally.share_unknown
    console.print(f"[bold]{figures.edition.title.en}[/bold] ({figures.edition.id})")
    if share is None:
        console.print("Nothing was assessed: no procurement is selected.")
    else:
        unknown, relevant = figures.tally.unknown.assessments, figures.tally.relevant
        console.print(f"[bold]{share:.1%} unknown[/bold]: {unknown} of {relevant} assessments.")
    console.print(
        f"{figures.cases} procurements, {_kronor(figures.ore)}; "
        f"{figures.without_value} of them without a known value."
    )
    if figures.governed_by_other:
        console.print(f"{figures.governed_by_other} of them were opened under another edition.")


def _clauses_table(figures: FollowUp) -> Table:
    table = _table(
        "Clause", "Met", "Not met", "Unknown", "N/a", "Departed", "Kronor met", "Kronor not met",
        "Kronor unknown",
    )  # fmt: skip
    for goal in figures.goals:
        table.add_section()
        table.add_row(f"[bold]{goal.goal.title.en}[/bold]")
        for each in goal.clauses:
            table.add_row(each.clause.id, *_numbers(each.tally))
    return table


def _numbers(tally: Tally) -> list[str]:
    order = (
        Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE, Verdict.DEPARTED,
    )  # fmt: skip
    numbers = [str(tally.of(verdict).assessments) for verdict in order]
    return numbers + [_kronor(tally.of(verdict).ore) for verdict in order[:3]]


def _wanted_table(figures: FollowUp) -> Table:
    table = _table("Most wanted facts", "Missing in", "Answers alone", "Answered so far")
    for wanted in figures.wanted:
        label = f"{wanted.fact.name}: {wanted.fact.label.en}"
        table.add_row(label, str(wanted.missing_in), str(wanted.alone), str(wanted.together))
    return table


def _moves_table(result: SimulationResult) -> Table:
    table = _table("Clause", "Procurements", "Contracted value")
    for shift in result.shifts:
        for change in shift.changes:
            place = f"{shift.clause_id}: {_move(change)}"
            table.add_row(place, str(change.cases), _kronor(change.ore))
    return table


def _move(change: Transition) -> str:
    before, after = (str(each or "no such clause") for each in (change.before, change.after))
    return f"{before} → {after}"


def _impact(words: str, impact: Impact) -> str:
    return f"  {impact.cases} {words}, {_kronor(impact.ore)}"


def _kronor(ore: int | None) -> str:
    return "" if ore is None else format_money(Money.from_ore(ore))


def _table(first: str, *numbers: str) -> Table:
    table = Table(first)
    for header in numbers:
        table.add_column(header, justify="right", no_wrap=True)
    return table


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=_NARROWEST)
