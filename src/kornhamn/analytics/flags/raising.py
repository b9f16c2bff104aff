"""What a new count of the figures does to the flags: which are new, which move, and how."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import polars as pl

from kornhamn.analytics.flags.asking import has_grown
from kornhamn.analytics.models import Flag
from kornhamn.analytics.types.indicators import Indicator
from kornhamn.analytics.workflow import WAITING, FlagState, FlagVerb, next_state

Subject = tuple[str, UUID | None, str, int | None, str, int | None]
_FIGURES = ("value", "part", "whole", "forecast", "low", "high", "years", "threshold")
COUNTED = (*_FIGURES, "state", "asked_at", "counted_at")  # what a count may change in a flag


@dataclass(slots=True)
class Changes:
    """The flags to write: new ones, and those whose figures or state changed."""

    raised: list[Flag] = field(default_factory=list)
    changed: list[Flag] = field(default_factory=list)
    moved: list[tuple[Flag, FlagVerb]] = field(default_factory=list)  # of the changed ones


def changes(
    asking: pl.DataFrame,
    flags: Iterable[Flag],
    declared: Mapping[str, Indicator],
    authorities: Mapping[str, UUID],
    *,
    at: datetime,
) -> Changes:
    """Return what a count does, given the figures that ask and the flags there are."""
    known = {_subject_of(flag): flag for flag in flags}
    waiting = Counter((f.indicator, f.authority_id) for f in known.values() if _waits(f))
    found, seen = Changes(), set()
    for subject, figures in _asked(asking, authorities):
        seen.add(subject)
        flag = known.get(subject)
        if flag is not None:
            _count_again(found, flag, figures, declared, at=at)
        elif waiting[subject[:2]] < _most(declared, subject[0]):
            waiting[subject[:2]] += 1
            found.raised.append(_new(subject, figures, at=at))
    for subject in known.keys() - seen:
        _move(found, known[subject], FlagVerb.FALL, at=at)
    return found


def _asked(
    asking: pl.DataFrame, authorities: Mapping[str, UUID]
) -> Iterator[tuple[Subject, dict[str, int | None]]]:
    for row in asking.iter_rows(named=True):
        code = row["authority"]
        if code is None or code in authorities:
            yield (
                (
                    row["indicator"],
                    authorities.get(code),
                    row["category"] or "",
                    row["supplier"],
                    row["item"] or "",
                    row["year"],
                ),
                {name: row[name] for name in _FIGURES},
            )


def _subject_of(flag: Flag) -> Subject:
    about = (flag.category, flag.supplier_id, flag.item, flag.year)
    return (flag.indicator, flag.authority_id, *about)


def _waits(flag: Flag) -> bool:
    return FlagState(flag.state) in WAITING


def _most(declared: Mapping[str, Indicator], indicator: str) -> int:
    rule = declared[indicator].flag
    return rule.most if rule else 0


def _new(subject: Subject, figures: Mapping[str, int | None], *, at: datetime) -> Flag:
    indicator, authority, category, supplier, item, year = subject
    return Flag(
        indicator=indicator,
        authority_id=authority,
        category=category,
        supplier_id=supplier,
        item=item,
        year=year,
        asked_at=at,
        counted_at=at,
        **figures,
    )


def _count_again(
    found: Changes,
    flag: Flag,
    figures: Mapping[str, int | None],
    declared: Mapping[str, Indicator],
    *,
    at: datetime,
) -> None:
    """Take the new figures in; an answer that no longer covers them is asked for anew."""
    rule = declared[flag.indicator].flag
    differs = any(getattr(flag, name) != value for name, value in figures.items())
    for name, value in figures.items():
        setattr(flag, name, value)
    if FlagState(flag.state) is FlagState.LAPSED:
        _move(found, flag, FlagVerb.RETURN, at=at)
    elif (
        flag.answered_value is not None
        and rule
        and has_grown(flag.value, flag.answered_value, rule)
    ):
        _move(found, flag, FlagVerb.GROW, at=at)
    if differs and flag not in found.changed:
        flag.counted_at = at
        found.changed.append(flag)


def _move(found: Changes, flag: Flag, verb: FlagVerb, *, at: datetime) -> None:
    state = next_state(FlagState(flag.state), verb)
    if state is None:
        return
    flag.state, flag.counted_at = state, at
    if state in WAITING:
        flag.asked_at = at
    found.changed.append(flag)
    found.moved.append((flag, verb))
