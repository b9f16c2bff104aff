"""The business register: the client against a double that behaves, and what its answers mean."""

from collections.abc import Iterator

import pytest
import requests

from kornhamn.integrations.business_register.answers import answer
from kornhamn.integrations.business_register.client import (
    PATH,
    BusinessRegisterClient,
    BusinessRegisterError,
)
from kornhamn.integrations.business_register.fake import running
from kornhamn.suppliers.types import CheckOutcome

pytestmark = pytest.mark.loopback
REGISTERED = {
    "Företagsnamn": "Exempel AB ",
    "Fskattstatus, kod": "1",
    "Momsstatus, kod": "1",
    "Arbetsgivarstatus, kod": "1",
    "Storleksklass": "10-19 anställda",
}
UNITS = {
    "5560000167": REGISTERED,
    "5560000175": REGISTERED | {"Fskattstatus, kod": "9"},
    "5560000183": REGISTERED | {"Momsstatus, kod": "9"},
    "5560000191": {"Företagsnamn": "Tyst AB"},
}


@pytest.fixture
def register() -> Iterator[BusinessRegisterClient]:
    with running(UNITS, failures={"5560000209": 503, "5560000217": 403, "5560000225": 429}) as url:
        yield BusinessRegisterClient(url, pause=lambda _: None)


def test_a_register_that_does_not_answer_is_unknown_with_the_reason() -> None:
    nowhere = BusinessRegisterClient("http://127.0.0.1:9", pause=lambda _: None)
    got = answer(nowhere, supplier=1, number="5560000167")
    assert got.outcome is CheckOutcome.UNKNOWN
    assert got.details["reason"] == "could-not-be-asked"


@pytest.mark.parametrize(
    ("number", "permanent"),
    [("5560000209", False), ("5560000225", False), ("5560000217", True)],
)
def test_a_refusal_says_whether_asking_again_may_help(
    register: BusinessRegisterClient,
    number: str,
    permanent: bool,  # noqa: FBT001 - the answer itself
) -> None:
    with pytest.raises(BusinessRegisterError) as refused:
        register.unit(number)
    assert refused.value.permanent is permanent


def test_the_double_refuses_what_the_real_one_would(register: BusinessRegisterClient) -> None:
    asked = requests.post(register.base_url + PATH, json={"variabler": []}, timeout=5)
    assert asked.status_code == 400


def test_a_number_that_is_not_there_is_unknown(register: BusinessRegisterClient) -> None:
    got = answer(register, supplier=1, number="5560000233")
    assert (got.outcome, got.details) == (CheckOutcome.UNKNOWN, {"reason": "not-in-the-register"})


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        ("5560000167", CheckOutcome.CLEAR),
        ("5560000175", CheckOutcome.REMARK),
        ("5560000183", CheckOutcome.REMARK),
        ("5560000191", CheckOutcome.UNKNOWN),
    ],
)
def test_no_f_tax_or_an_ended_registration_makes_a_remark(
    register: BusinessRegisterClient, number: str, outcome: CheckOutcome
) -> None:
    got = answer(register, supplier=1, number=number)
    assert got.outcome is outcome
    assert "f_tax" in got.details or outcome is CheckOutcome.UNKNOWN
