"""Made-up category work: what the council decided, teams, strategies and what they led to."""

from datetime import date, datetime, timedelta

from kornhamn.categories.actions import (
    decide_strategy,
    follow_action,
    follow_up_strategy,
    join_team,
    plan_action,
    record_tree_decision,
    write_strategy,
)
from kornhamn.categories.queries import Strategy
from kornhamn.categories.types import (
    ActionOutcome,
    NewAction,
    NewMember,
    NewTreeDecision,
    TeamFunction,
)
from kornhamn.jobs.demo.category_texts import (
    EARLIER_FOOD,
    FOOD,
    STRATEGIES,
    DemoAction,
    DemoStrategy,
)
from kornhamn.jobs.demo.contract_keeping import Desk
from kornhamn.organisation.queries import Authority, Person, active_person, actor_for

ANALYST = "astrid.lind@kornhamn.example"
_DAY, _ORE = timedelta(days=1), 100
_TEAMS = {
    "2210": (
        ("farid.haddad", "utbildning", TeamFunction.LEAD),
        ("rut.hjelm", "utbildning", TeamFunction.BUYER),
        ("gunilla.strom", "aldre", TeamFunction.BUSINESS),
        ("hanna.ekdahl", "social", TeamFunction.BUSINESS),
        ("johanna.alm", "miljo", TeamFunction.SPECIALIST),
    ),
    "1640": (
        ("ebba.noren", "kommunstyrelsen", TeamFunction.LEAD),
        ("farid.haddad", "utbildning", TeamFunction.BUSINESS),
        ("astrid.lind", "kommunstyrelsen", TeamFunction.ANALYST),
    ),
    "3010": (
        ("rut.hjelm", "utbildning", TeamFunction.LEAD),
        ("maja.wik", "bostader", TeamFunction.BUYER),
    ),
}


def work_on_categories(*, at: datetime, on: date) -> int:
    """Make the category work up, once; return how many strategies it has."""
    person = active_person(email=ANALYST)
    if person is None or Strategy.objects.exists():
        return 0
    desk = Desk(actor_for(person, on=on), at, on)
    _decide_tree(desk)
    for code, members in _TEAMS.items():
        for name, where, function in members:
            _let_in(code, name, where, function, desk)
    _earlier(desk)
    for told in STRATEGIES:
        _strategy(told, desk)
    return len(STRATEGIES)


def _decide_tree(desk: Desk) -> None:
    decided_on = desk.on - 280 * _DAY
    new = NewTreeDecision(decided_on, "protokollet § 27, dnr KS 114", ("22", "1640", "28"))
    record_tree_decision(new, by=desk.by, at=desk.before(275), on=desk.on - 275 * _DAY)


def _let_in(code: str, name: str, where: str, function: TeamFunction, desk: Desk) -> None:
    found = active_person(email=f"{name}@kornhamn.example")
    authority = Authority.objects.filter(code=where).first()
    if found is None or authority is None:
        return
    new = NewMember(code, found.pk, authority.pk, function)
    join_team(new, by=desk.by, at=desk.before(260), on=desk.on - 260 * _DAY)


def _earlier(desk: Desk) -> None:
    """The strategy that the one in force replaced."""
    owner = active_person(email=ANALYST)
    if owner is None:
        return
    old = write_strategy(FOOD.category, EARLIER_FOOD, by=desk.by, at=desk.before(1400))
    told = DemoAction("Ett avtal för hela sortimentet", ANALYST, -1000)
    _act(old, told, owner, desk, ago=1390)
    decide_strategy(
        old.pk, decided_on=desk.on - 1380 * _DAY, decision="Kommunstyrelsen § 9",
        by=desk.by, at=desk.before(1380), on=desk.on - 1380 * _DAY,
    )  # fmt: skip


def _strategy(told: DemoStrategy, desk: Desk) -> None:
    began = told.decided + 30
    made = write_strategy(told.category, told.texts, by=desk.by, at=desk.before(began))
    for action in told.actions:
        if owner := active_person(email=action.owner):
            _act(made, action, owner, desk, ago=began)
    if told.decision:
        day = desk.on - told.decided * _DAY
        decide_strategy(made.pk, decided_on=day, decision=told.decision, by=desk.by,
                        at=desk.before(told.decided), on=day)  # fmt: skip
    if told.conclusion:
        follow_up_strategy(made.pk, conclusion=told.conclusion, by=desk.by, at=desk.before(14),
                           on=desk.on - 14 * _DAY)  # fmt: skip


def _act(made: Strategy, told: DemoAction, owner: Person, desk: Desk, *, ago: int) -> None:
    new = NewAction(told.text, owner.pk, desk.on + told.due * _DAY, _ore(told.kronor))
    action = plan_action(made.pk, new, by=desk.by, at=desk.before(ago))
    if told.how:
        said = ActionOutcome(told.state, _ore(told.saved), told.how)
        follow_action(action.pk, said, by=desk.by, at=desk.before(15), on=desk.on - 15 * _DAY)


def _ore(kronor: int | None) -> int | None:
    return None if kronor is None else kronor * _ORE
