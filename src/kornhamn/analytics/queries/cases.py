"""The rows behind the numbers, and one procurement as it stands now."""

from functools import lru_cache
from uuid import UUID

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kornhamn.analytics.answering import findings
from kornhamn.analytics.book import Book
from kornhamn.analytics.counting import Rows
from kornhamn.analytics.law_facts import limit_that_day
from kornhamn.analytics.opening import edition_named, opened
from kornhamn.analytics.portfolio import NOWHERE, Portfolio
from kornhamn.analytics.queries.follow_up import is_asked_for, numbers_asked_for
from kornhamn.analytics.types import (
    AuthorityFinding,
    CasePage,
    CaseRow,
    Paging,
    Selection,
    Sort,
)
from kornhamn.contracts.queries import facts_of_case
from kornhamn.organisation.types import SYSTEM, Scope
from kornhamn.procurement.queries.case_file import case_file
from kornhamn.rulebook.assess import assess
from kornhamn.rulebook.types import Finding, Subject, Verdict, completed_by

_SHOWN = (
    "id", "authority", "buyer_name", "reference", "title", "published_on", "cpv", "edition",
    "contracted_value",
)  # fmt: skip
_BY_NUMBER = tuple(Verdict)
_ORDERS_KEPT = 24
# after z come å, ä, ö; the neighbours' letters are filed with them, as in kernel.swedish
_LETTERS = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y", "é": "e"}


def cases_with(
    selection: Selection,
    scope: Scope,
    *,
    verdict: Verdict | None = None,
    missing: str | None = None,
    paging: Paging | None = None,
) -> CasePage:
    """Return the procurements of a selection, a page at a time.

    `verdict` keeps those where the clause asked for (or any of the goal's, or any at all) has it;
    `missing` those where such an assessment is unknown and lacks that fact.
    """
    paging = paging or Paging()
    desk = opened(selection, scope)
    book, asked = desk.book, numbers_asked_for(desk.book, selection)
    if missing is None and verdict is not None and selection.clause is None:
        hits = book.numbers[book.profile_of(selection.goal), verdict.number][desk.rows]
    else:
        hits = _hits(book, desk.rows, asked, (verdict, missing))
    rows = desk.rows[hits > 0] if verdict or missing else desk.rows
    clause = asked[0] if selection.clause and asked else None
    return CasePage(
        total=len(rows),
        assessments=int(hits.sum(dtype=np.int64)),
        ore=int(book.portfolio.ore[rows].sum()),
        paging=paging,
        rows=case_rows(book, page_of(book.portfolio, rows, paging), clause),
    )


def authority_findings(
    selection: Selection, scope: Scope, *, verdict: Verdict | None = None
) -> tuple[AuthorityFinding, ...]:
    """Return the findings behind the numbers of the clauses on authorities and on the group."""
    desk = opened(selection, scope)
    found = findings(desk.book, selection, scope)
    return tuple(
        each
        for each in found
        if is_asked_for(each.finding.clause, selection) and verdict in (None, each.finding.verdict)
    )


def case_findings(procurement_id: UUID, *, edition_id: str) -> tuple[Finding, ...]:
    """Return how each clause of an edition turns out for one procurement as it stands now.

    The caller has seen to it that the reader may. Raises Procurement.DoesNotExist.
    """
    record = case_file(procurement_id, SYSTEM)
    facts = {name: known.value for name, known in record.facts.items()}
    recorded = facts_of_case(procurement_id)
    facts |= {name: completed_by(value, facts.get(name)) for name, value in recorded.items()}
    limit = limit_that_day(record.procurement.published_on, record.procurement.legal_basis)
    if limit is not None:
        facts["direct_award_limit"] = limit
    edition = edition_named(edition_id)
    return assess(edition, facts, subject=Subject.CASE, departures=record.departures.keys())


def page_of(portfolio: Portfolio, rows: Rows, paging: Paging) -> Rows:
    """Return the rows of one page, in its order."""
    kept = np.zeros(portfolio.cases.height, dtype=bool)
    kept[rows] = True
    order = _order(portfolio, paging.sort, paging.descending)
    start = (paging.page - 1) * paging.per_page
    page: Rows = order[kept[order]][start : start + paging.per_page]
    return page


def case_rows(book: Book, rows: Rows, clause: int | None = None) -> tuple[CaseRow, ...]:
    """Return some cases to show, with their verdicts on a clause."""
    portfolio = book.portfolio
    infos = {each.code: each for each in portfolio.authorities}
    shown = portfolio.cases.select(_SHOWN)[rows].iter_rows()
    found = []
    for row, (key, code, buyer, reference, title, day, cpv, edition, ore) in zip(
        rows.tolist(), shown, strict=True
    ):
        info = infos.get(code)
        found.append(
            CaseRow(
                id=UUID(key),
                authority=info.id if info else None,
                authority_name=info.name if info else buyer,
                reference=reference,
                title=title,
                published_on=day,
                cpv=cpv,
                edition=edition or "",
                ore=ore,
                verdict=None if clause is None else _BY_NUMBER[book.verdicts[clause, row]],
            )
        )
    return tuple(found)


def _hits(
    book: Book, rows: Rows, asked: tuple[int, ...], wanted: tuple[Verdict | None, str | None]
) -> NDArray[np.uint16]:
    """Return for each row how many of the clauses asked for turned out as wanted."""
    verdict, missing = wanted
    hits = np.zeros(len(rows), dtype=np.uint16)
    for number in asked:
        is_wanted = [
            verdict in (None, outcome.verdict) and (missing is None or missing in outcome.missing)
            for outcome in book.outcomes.tables[number]
        ]
        if any(is_wanted):
            hits += np.array(is_wanted, dtype=np.uint16)[book.outcomes.codes[number][rows]]
    return hits


@lru_cache(maxsize=_ORDERS_KEPT)
def _order(portfolio: Portfolio, sort: Sort, descending: bool) -> Rows:  # noqa: FBT001 - a key
    """Return all row numbers in an order: blanks last, equals as in the snapshot."""
    place = pl.Series("place", portfolio.authority.codes)
    keys = {
        Sort.PUBLISHED: [pl.col("published_on")],
        Sort.VALUE: [pl.col("contracted_value")],
        Sort.AUTHORITY: [pl.lit(place).replace(NOWHERE, None), pl.col("buyer_name")],
        Sort.TITLE: [pl.col("title").str.to_lowercase().str.replace_many(_LETTERS)],
        Sort.CPV: [pl.col("cpv")],
    }[sort]
    order = portfolio.cases.select(
        pl.arg_sort_by(keys, descending=descending, nulls_last=True, maintain_order=True)
    ).to_series()
    return order.to_numpy().astype(np.intp)
