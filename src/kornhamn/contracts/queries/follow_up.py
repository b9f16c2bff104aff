"""What waits in the follow-up of contracts, what was found, and what to look at first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kornhamn.contracts.models import (
    CLOSED,
    AgreedAction,
    CheckEvidence,
    Contract,
    ContractDocument,
    ContractTerm,
    Deviation,
    Lesson,
    LessonAnswer,
    SupplierMeeting,
    TermCheck,
)
from kornhamn.contracts.queries.reading import LIVING
from kornhamn.contracts.rules.risk import Risk, RiskFacts, risk_of
from kornhamn.contracts.types import CheckState
from kornhamn.organisation.types import Actor
from kornhamn.suppliers.queries import family_of, remarks_to_assess

_MONTH_DAYS, _YEAR = 30, 365
_NOBODY = UUID(int=0)
FOR_PEOPLE = ("24", "26")  # groups of the tree whose purchases are care or education


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A contract with its risk."""

    contract: Contract
    risk: Risk


def term_of(term_id: UUID, actor: Actor) -> ContractTerm | None:
    """Return a term of a contract the actor may read, or None."""
    return (
        ContractTerm.objects.filter(pk=term_id, contract__in=_readable(actor))
        .select_related("contract__authority", "contract__manager")
        .first()
    )


def check_of(check_id: UUID, actor: Actor) -> TermCheck | None:
    """Return a check of a contract the actor may read, with its term and evidence, or None."""
    return (
        TermCheck.objects.filter(pk=check_id, term__contract__in=_readable(actor))
        .select_related("term__contract__authority", "term__contract__manager", "assigned")
        .prefetch_related("evidence", "deviations")
        .first()
    )


def evidence_of(evidence_id: UUID, actor: Actor) -> CheckEvidence | None:
    """Return a piece of evidence from a contract the actor may read, or None."""
    readable = _readable(actor)
    return CheckEvidence.objects.filter(
        pk=evidence_id, check_done__term__contract__in=readable
    ).first()


def document_of(document_id: UUID, actor: Actor) -> ContractDocument | None:
    """Return a document of a contract the actor may read, or None."""
    return ContractDocument.objects.filter(pk=document_id, contract__in=_readable(actor)).first()


def checks_in(contract: Contract) -> QuerySet[TermCheck]:
    """Return the checks of a contract in the order of their days."""
    return (
        TermCheck.objects.filter(term__contract=contract)
        .select_related("term", "assigned")
        .annotate(pictures=Count("evidence"))
        .order_by("due_on", "pk")  # counting forgets the table's own order
    )


def deviations_in(contract: Contract) -> QuerySet[Deviation]:
    """Return the deviations of a contract, the open ones with the nearest deadline first."""
    return (
        contract.deviations.select_related("term", "sanction", "owner")
        .annotate(closed=Q(state__in=CLOSED))
        .order_by("closed", "remedy_by", "pk")
    )


def deviation_of(deviation_id: UUID, actor: Actor) -> Deviation | None:
    """Return a deviation of a contract the actor may read, with its steps, or None."""
    return (
        Deviation.objects.filter(pk=deviation_id, contract__in=_readable(actor))
        .select_related("contract__authority", "term", "sanction", "owner", "found_at_check")
        .prefetch_related("steps")
        .first()
    )


def meetings_in(contract: Contract) -> QuerySet[SupplierMeeting]:
    """Return a contract's meetings, the latest first, with what was agreed."""
    return contract.meetings.prefetch_related("actions")


def meeting_of(meeting_id: UUID, actor: Actor) -> SupplierMeeting | None:
    """Return a meeting about a contract the actor may read, or None."""
    return (
        SupplierMeeting.objects.filter(pk=meeting_id, contract__in=_readable(actor))
        .select_related("contract__authority")
        .prefetch_related("actions")
        .first()
    )


def agreed_of(action_id: UUID, actor: Actor) -> AgreedAction | None:
    """Return something agreed about a contract the actor may read, or None."""
    return (
        AgreedAction.objects.filter(pk=action_id, meeting__contract__in=_readable(actor))
        .select_related("meeting__contract__authority")
        .first()
    )


def lessons_in(categories: Collection[str], *, most: int) -> list[Lesson]:
    """Return what contracts in some categories taught, the latest first: for all in the group."""
    found = Lesson.objects.filter(category__in=categories).select_related("contract__authority")
    return list(found[:most])


def lessons_met(
    procurement_id: UUID, categories: Collection[str], *, most: int
) -> list[tuple[Lesson, LessonAnswer | None]]:
    """Return the lessons of some categories, each with what a procurement did with it."""
    found = lessons_in(categories, most=most)
    answers = LessonAnswer.objects.filter(procurement=procurement_id, lesson__in=found)
    by_lesson = {one.lesson_id: one for one in answers}
    return [(lesson, by_lesson.get(lesson.pk)) for lesson in found]


def waiting_checks(actor: Actor, *, until: date) -> QuerySet[TermCheck]:
    """Return the checks due until a day that the actor manages or has been given, late ones too."""
    person = person_acting(actor)
    mine = Q(term__contract__manager=person, assigned=None) | Q(assigned=person)
    return (
        TermCheck.objects.filter(mine, state=CheckState.PLANNED, due_on__lte=until)
        .filter(term__contract__in=_readable(actor), term__contract__state__in=LIVING)
        .select_related("term__contract")
    )


def waiting_deviations(actor: Actor) -> QuerySet[Deviation]:
    """Return the open deviations that the actor owns, or whose contract the actor manages."""
    person = person_acting(actor)
    mine = Q(owner=person) | Q(owner=None, contract__manager=person)
    found = Deviation.objects.filter(mine, contract__in=_readable(actor))
    return found.exclude(state__in=CLOSED).select_related("contract")


def waiting_agreed(actor: Actor) -> QuerySet[AgreedAction]:
    """Return what was agreed and is not done, of the contracts that the actor manages."""
    own = _readable(actor).filter(manager=person_acting(actor))
    return AgreedAction.objects.filter(done_at=None, meeting__contract__in=own).select_related(
        "meeting__contract"
    )


def coming_meetings(actor: Actor) -> QuerySet[SupplierMeeting]:
    """Return the meetings without minutes of the contracts that the actor manages."""
    own = _readable(actor).filter(manager=person_acting(actor))
    return SupplierMeeting.objects.filter(minutes="", contract__in=own).select_related("contract")


def by_risk(
    actor: Actor,
    *,
    on: date,
    yearly: Mapping[int, int],
    of_manager: bool = False,
    only: Contract | None = None,
) -> list[AtRisk]:
    """Return the living contracts the actor may read, those to look at first before the others.

    `yearly` is the öre bought under each contract (its key) the last twelve months, where known.
    """
    wanted = Contract.objects.visible_to(actor).filter(state__in=LIVING)
    if of_manager:
        wanted = wanted.filter(manager=person_acting(actor))
    if only is not None:
        wanted = wanted.filter(pk=only.pk)
    found = _with_counts(wanted, on)
    remarked = _remarked()
    told = [AtRisk(one, risk_of(_facts(one, on, yearly, remarked))) for one in found]
    return sorted(told, key=lambda each: (-each.risk.points, each.contract.title, each.contract.pk))


def _remarked() -> set[int]:
    """Return the suppliers with a remark that nobody has assessed, and those one with them."""
    return family_of(remarks_to_assess().values_list("supplier_id", flat=True))


def _with_counts(wanted: QuerySet[Contract], on: date) -> list[Contract]:
    opened = (
        Deviation.objects.filter(contract=OuterRef("pk"))
        .exclude(state__in=CLOSED)
        .order_by()
        .values("contract")
    )
    late = opened.filter(remedy_by__lt=on)
    terms = ContractTerm.objects.filter(contract=OuterRef("pk")).order_by().values("contract")
    checked = (
        TermCheck.objects.filter(term__contract=OuterRef("pk"), state=CheckState.DONE)
        .order_by()
        .values("term__contract")
    )
    return list(
        wanted.select_related("authority", "manager")
        .prefetch_related("parties__supplier")
        .annotate(
            open_deviations=Coalesce(Subquery(opened.annotate(n=Count("pk")).values("n")), 0),
            late_deviations=Coalesce(Subquery(late.annotate(n=Count("pk")).values("n")), 0),
            written_terms=Coalesce(Subquery(terms.annotate(n=Count("pk")).values("n")), 0),
            checked_at=Subquery(checked.annotate(last=Max("done_at")).values("last")),
        )
    )


def _facts(
    contract: Contract, on: date, yearly: Mapping[int, int], remarked: Collection[int]
) -> RiskFacts:
    counted = vars(contract)
    checked, end = counted["checked_at"], contract.period.upper
    return RiskFacts(
        yearly_ore=yearly.get(contract.pk, _share_of_ceiling(contract)),
        open_deviations=counted["open_deviations"],
        late_deviations=counted["late_deviations"],
        remarks=sum(party.supplier_id in remarked for party in contract.parties.all()),
        months_since_check=(on - checked.date()).days // _MONTH_DAYS if checked else None,
        terms=counted["written_terms"],
        months_left=(end - on).days // _MONTH_DAYS if end else None,
        for_people=contract.category.startswith(FOR_PEOPLE),
    )


def _share_of_ceiling(contract: Contract) -> int | None:
    """Return a year's share of the ceiling, where the contract has both a ceiling and an end."""
    if contract.ceiling_ore is None or contract.period.upper is None:
        return None
    days = (contract.period.upper - contract.period.lower).days
    a_year: int = contract.ceiling_ore * _YEAR // max(days, _YEAR)
    return a_year


def person_acting(actor: Actor) -> UUID:
    """Return the person who acts; time and the command line are no person."""
    return UUID(actor.id) if actor.is_known and not actor.is_system else _NOBODY


def _readable(actor: Actor) -> QuerySet[Contract]:
    return Contract.objects.visible_to(actor)
