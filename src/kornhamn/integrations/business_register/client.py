"""Statistics Sweden's business register: asked one number at a time, with a client certificate.

`POST …/nv0101/v1/sokpavar/api/Je/HamtaForetag` with the condition "OrgNr (10 siffror)" answers a
list of units, each field with its text and most with ", kod" beside.
Source: SCB, "Sök på variabler".
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol

import requests

PATH = "/nv0101/v1/sokpavar/api/Je/HamtaForetag"
_PAUSE_SECONDS = 0.5  # the register asks for at most two questions a second
_TIMEOUT_SECONDS = 20
_PASSING = {429, *range(500, 600)}  # asking later may help
_NO_LIST, _ANOTHER = "no list of units", "an answer about another number"


Question = dict[str, list[dict[str, str]]]


class BusinessRegisterError(Exception):
    """The register could not be asked; `permanent` when asking again would not help."""

    def __init__(self, told: str, *, permanent: bool) -> None:
        self.permanent = permanent
        super().__init__(told)


@dataclass(frozen=True, slots=True)
class RegisteredUnit:
    """What the register says of a legal person; a code it leaves blank is None."""

    number: str
    name: str
    f_tax: str | None
    vat: str | None
    employer: str | None
    legal_form: str
    employees: str  # size class in words
    status: str


class BusinessRegister(Protocol):
    """Whoever answers for the register."""

    def unit(self, number: str) -> RegisteredUnit | None:
        """Return the unit with the organisation number, or None where there is none.

        Raises BusinessRegisterError.
        """


@dataclass(slots=True)
class BusinessRegisterClient:
    """Asks the register over the network."""

    base_url: str
    certificate: str = ""  # files, as PEM
    key: str = ""
    pause: Callable[[float], None] = time.sleep

    def unit(self, number: str) -> RegisteredUnit | None:
        """Return the unit with the organisation number, or None where there is none."""
        self.pause(_PAUSE_SECONDS)
        answer = self._post(_question(number))
        if answer.status_code != HTTPStatus.OK:
            told, passing = f"status {answer.status_code}", answer.status_code in _PASSING
            raise BusinessRegisterError(told, permanent=not passing)
        return _unit(number, answer)

    def _post(self, question: Question) -> requests.Response:
        cert = (self.certificate, self.key) if self.certificate and self.key else None
        try:
            return requests.post(
                self.base_url + PATH,
                json=question,
                cert=cert,
                timeout=_TIMEOUT_SECONDS,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise BusinessRegisterError(type(error).__name__, permanent=False) from error


def _question(number: str) -> Question:
    condition = {
        "Variabel": "OrgNr (10 siffror)",
        "Operator": "ArLikaMed",
        "Varde1": number,
        "Varde2": "",
    }
    # no condition on status: a unit that has ended must be found too
    return {"variabler": [condition]}


def _unit(number: str, answer: requests.Response) -> RegisteredUnit | None:
    try:
        units = answer.json() if answer.content else []
        row = next((dict(unit) for unit in units), None)
    except (ValueError, TypeError):
        raise BusinessRegisterError(_NO_LIST, permanent=True) from None
    if row is None:
        return None
    if str(row.get("OrgNr", "")).strip()[-10:] != number:
        raise BusinessRegisterError(_ANOTHER, permanent=True)

    def told(name: str) -> str:
        return str(row.get(name) or "").strip()

    return RegisteredUnit(
        number=number,
        name=told("Företagsnamn"),
        f_tax=told("Fskattstatus, kod") or None,
        vat=told("Momsstatus, kod") or None,
        employer=told("Arbetsgivarstatus, kod") or None,
        legal_form=told("Juridisk form"),
        employees=told("Storleksklass"),
        status=told("Bolagsstatus"),
    )
