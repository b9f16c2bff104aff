"""A predicate that says something else than a condition over facts is refused, helpfully."""

import pytest
from tests.spec.vocabulary import VOCABULARY

from kornhamn.rulebook.predicate import PredicateError, parse
from kornhamn.rulebook.types import Subject

REFUSED = {
    "": (1, "Write TRUE"),
    "service food": (1, "join it with AND or OR"),
    "service; food": (8, "Remove the semicolon"),
    "service AND": (9, "condition on both sides"),
    "service )": (9, "parentheses"),
    "name = 'open": (13, "quotes"),
    "tenders > 700 000": (15, "This is no SQL condition"),
    "service IS NULL": (1, "the verdict unknown"),
    "service IS TRUE": (1, "the verdict unknown"),
    "tenders = NULL": (1, "the verdict unknown"),
    "tenders NOT IN (1, NULL)": (1, "the verdict unknown"),
    "coalesce(service, food)": (1, "the verdict unknown"),
    "tenders <=> 1": (1, "the verdict unknown"),
    "tenders IN (SELECT 1)": (20, "as a fact"),
    "(SELECT 1)": (9, "as a fact"),
    "CASE WHEN service THEN food END": (11, "AND, OR and NOT"),
    "tenders + 1 > 2": (1, "Declare the result as a fact"),
    "2 < tenders * 2": (5, "Declare the result as a fact"),
    "lower(name) = 'x'": (1, "list_contains(fact, 'code')"),
    "published_on < today()": (16, "list_contains(fact, 'code')"),
    "name ILIKE 'a%'": (1, "Use LIKE"),
    "name LIKE 'a' ESCAPE '!'": (1, "Remove it"),
    "name LIKE 'a\\b'": (11, "Remove the backslash"),
    "name LIKE ANY ('a', 'b')": (16, "IN, BETWEEN, LIKE"),
    "procedure LIKE 'o%'": (1, "Use = or IN"),
    "tenders BETWEEN SYMMETRIC 1 AND 2": (1, "This form"),
    "tenders BETWEEN lots AND 2": (17, "Write it with >= and <="),
    "tenders BETWEEN 2 AND 1": (17, "Swap the bounds"),
    "tenders IN ()": (1, "Name the values"),
    "service AND tendrs = 1": (13, "Did you mean tenders?"),
    'name = "open"': (8, "Text stands in 'single quotes'"),
    "is_company": (1, "change the clause's subject"),
    "t.service": (1, "before the dot"),
    "tenders": (1, "Compare it with something"),
    "1": (1, "Compare it with a fact"),
    "1 = 1": (1, "Compare a fact"),
    "tenders = '1'": (11, "Write a whole number"),
    "tenders = 1.5": (11, "Write a whole number"),
    "tenders = 1e3": (11, "Write digits"),
    "tenders = 99999999999999999999": (11, "smaller number"),
    "value = 0.001": (9, "in kronor"),
    "value < tenders": (9, "same type"),
    "name = 1": (8, "single quotes"),
    "published_on > '2021-01-01'": (16, "DATE '2021-12-31'"),
    "published_on > DATE '2021-02-30'": (21, "DATE '2021-12-31'"),
    "published_on > DATE '20210230'": (21, "DATE '2021-12-31'"),
    "service = 1": (11, "NOT service"),
    "service < food": (1, "no order"),
    "procedure < 'open'": (1, "no order"),
    "procedure = 'opne'": (13, "Did you mean 'open'?"),
    "procedure = 'zzz'": (13, "Its codes are: open"),
    "terms = 'open'": (1, "list_contains(terms, 'code')"),
    "list_contains(procedure, 'open')": (15, "Use = or IN"),
    "list_contains(terms, 'zzz')": (22, "Its codes are"),
    "(" * 3000 + "service" + ")" * 3000: (1, "Split it"),
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:40] or "nothing")
def test_a_predicate_is_refused_with_its_place_and_a_remedy(text: str) -> None:
    column, remedy = REFUSED[text]
    with pytest.raises(PredicateError) as refused:
        parse(text, VOCABULARY, Subject.CASE)
    assert (refused.value.line, refused.value.column) == (1, column)
    assert remedy in str(refused.value)


def test_the_place_counts_lines_of_a_long_predicate() -> None:
    with pytest.raises(PredicateError) as refused:
        parse("service\n  AND foood", VOCABULARY, Subject.CASE)
    assert (refused.value.line, refused.value.column) == (2, 7)
    assert "Did you mean food?" in refused.value.remedy
