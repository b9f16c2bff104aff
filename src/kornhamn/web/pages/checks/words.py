"""Kinds of checks, their outcomes and what sources say, in words."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.suppliers.queries import Check
from kornhamn.suppliers.types import CheckKind, CheckOutcome, ExclusionGround
from kornhamn.web import formats

KINDS = {
    CheckKind.COMPANY_REGISTER: gettext_lazy("Company register"),
    CheckKind.TAX: gettext_lazy("Tax registration"),
    CheckKind.DEBTS: gettext_lazy("Public debts"),
    CheckKind.SANCTIONS: gettext_lazy("Sanctions lists"),
    CheckKind.EXCLUSION: gettext_lazy("Grounds of exclusion"),
}
GROUNDS = {
    ExclusionGround.CRIMES: gettext_lazy("Convicted of certain crimes (LOU 13:1)"),
    ExclusionGround.TAXES: gettext_lazy("Taxes or social contributions unpaid (13:2)"),
    ExclusionGround.LAW_OF_WORK_AND_ENVIRONMENT: gettext_lazy(
        "Broke the law on environment, social matters or work (13:3, 1)"
    ),
    ExclusionGround.INSOLVENCY: gettext_lazy("Bankrupt or insolvent (13:3, 2)"),
    ExclusionGround.MISCONDUCT: gettext_lazy("Grave professional misconduct (13:3, 3)"),
    ExclusionGround.DISTORTED_COMPETITION: gettext_lazy("Distorted competition (13:3, 4 and 6)"),
    ExclusionGround.CONFLICT_OF_INTEREST: gettext_lazy("Conflict of interest (13:3, 5)"),
    ExclusionGround.EARLIER_CONTRACTS: gettext_lazy("Failed badly in earlier contracts (13:3, 7)"),
    ExclusionGround.MISLEADING: gettext_lazy("Misled or influenced unduly (13:3, 8 and 9)"),
}
OUTCOMES = {
    CheckOutcome.CLEAR: gettext_lazy("Nothing to remark"),
    CheckOutcome.REMARK: gettext_lazy("Remark"),
    CheckOutcome.UNKNOWN: gettext_lazy("Unknown"),
}
COLOURS = {
    CheckOutcome.CLEAR: "success",
    CheckOutcome.REMARK: "warning",
    CheckOutcome.UNKNOWN: "neutral",
}
_PROCEEDINGS = {
    "KK": gettext_lazy("bankruptcy"),
    "LI": gettext_lazy("liquidation"),
    "FR": gettext_lazy("company reconstruction"),
    "AC": gettext_lazy("composition with creditors"),
    "RES": gettext_lazy("resolution"),
    "FUOL": gettext_lazy("merger, to be taken over"),
    "FUOT": gettext_lazy("merger, taking over"),
    "DEOL": gettext_lazy("division, handing over"),
    "DEOT": gettext_lazy("division, taking over"),
    "GROM": gettext_lazy("conversion across borders"),
    "OM": gettext_lazy("conversion"),
}
_ENDS = {
    "KKAV": gettext_lazy("bankruptcy"),
    "LIAV": gettext_lazy("liquidation"),
    "FUAV": gettext_lazy("merger"),
    "DELAV": gettext_lazy("division"),
    "OVERK": gettext_lazy("inactivity"),
    "VERKUPP": gettext_lazy("business has ended"),
    "ARSEED": gettext_lazy("no annual report"),
    "VDSAK": gettext_lazy("no managing director"),
}
_REASONS = {
    "not-in-the-file": gettext_lazy("The source's file says nothing of this number."),
    "not-in-the-register": gettext_lazy("The register knows no such number."),
    "could-not-be-asked": gettext_lazy("The register could not be asked."),
}
_REGISTRATION = {
    "0": gettext_lazy("not registered"),
    "1": gettext_lazy("registered"),
    "9": gettext_lazy("registration has ended"),
}
_REGISTRATIONS = (
    ("f_tax", gettext_lazy("F-tax")),
    ("vat", gettext_lazy("VAT")),
    ("employer", gettext_lazy("Employer")),
)


def kind_in_words(check: Check) -> str:
    """Return what was checked."""
    return str(KINDS[CheckKind(check.kind)])


def outcome_in_words(check: Check) -> str:
    """Return what the check answered."""
    return str(OUTCOMES[CheckOutcome(check.outcome)])


def told(check: Check) -> list[str]:
    """Return what the source said, a sentence a line."""
    if reason := check.details.get("reason"):
        return [str(_REASONS.get(reason, reason))]
    readers = {
        CheckKind.COMPANY_REGISTER: _register,
        CheckKind.TAX: _tax,
        CheckKind.DEBTS: _debts,
        CheckKind.SANCTIONS: _sanctions,
        CheckKind.EXCLUSION: _exclusion,
    }
    return list(readers[CheckKind(check.kind)](check.details))


def _register(details: dict[str, object]) -> Iterator[str]:
    if on := details.get("deregistered_on"):
        code = str(details.get("deregistration_reason", ""))
        why = str(_ENDS.get(code, code)) or _("no reason told")
        yield _("Struck off the register %(on)s (%(why)s).") % {"on": on, "why": why}
    for code in details.get("proceedings") or ():  # type: ignore[attr-defined]
        yield _("Under way: %(what)s.") % {"what": _PROCEEDINGS.get(code, code)}
    if name := details.get("name"):
        yield _("Registered as %(name)s.") % {"name": name}


def _tax(details: dict[str, object]) -> Iterator[str]:
    for field, label in _REGISTRATIONS:
        if code := details.get(field):
            yield f"{label}: {_in_words(str(code))}."


def _in_words(code: str) -> Promise | str:
    return _REGISTRATION.get(code) or _("code %(code)s") % {"code": code}


def _debts(details: dict[str, object]) -> Iterator[str]:
    public, private = int(str(details["public_ore"])), int(str(details["private_ore"]))
    if not public and not private:
        yield _("No debts.")
    if public:
        yield _("Taxes and fees: %(sum)s.") % {"sum": formats.kronor(public)}
    if private:
        yield _("Other debts: %(sum)s.") % {"sum": formats.kronor(private)}


def _sanctions(details: dict[str, object]) -> Iterator[str]:
    likenesses = details.get("likenesses") or ()
    if not likenesses:
        yield _("No listed name is alike.")
    for one in likenesses:  # type: ignore[attr-defined]
        yield _("Alike to %(score)s per cent: “%(name)s”, %(list)s %(reference)s.") % {
            "score": one["score"],
            "name": one["listed_name"],
            "list": one["list"].upper(),
            "reference": one["reference"],
        }


def _exclusion(details: dict[str, object]) -> Iterator[str]:
    grounds = details.get("grounds") or ()
    if not grounds:
        yield _("No ground was found.")
    for one in grounds:  # type: ignore[attr-defined]
        yield f"{GROUNDS[ExclusionGround(one)]}."
    yield str(details.get("reasons", ""))
