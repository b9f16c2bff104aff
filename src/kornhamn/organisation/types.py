"""Words of the group: kinds of authority, roles, permissions, and who acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class AuthorityKind(StrEnum):
    """What a contracting authority of the group is."""

    MUNICIPALITY = "municipality"  # the legal person the committees share
    COMMITTEE = "committee"  # nämnd
    COMPANY = "company"  # bolag


class Role(StrEnum):
    """What a person is appointed to do, in one authority or in the whole group."""

    PURCHASING_RESPONSIBLE = "purchasing-responsible"
    COORDINATOR = "coordinator"
    PURCHASER = "purchaser"
    CATEGORY_TEAM = "category-team"
    CONTRACT_MANAGER = "contract-manager"
    REQUISITIONER = "requisitioner"
    GROUP_ANALYST = "group-analyst"
    GROUP_BOARD = "group-board"
    EXECUTIVE_BOARD = "executive-board"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def of_the_group(self) -> bool:
        """Group roles hold for every authority and name none."""
        return self in GROUP_ROLES


GROUP_ROLES = frozenset(
    {Role.GROUP_ANALYST, Role.GROUP_BOARD, Role.EXECUTIVE_BOARD, Role.AUDITOR, Role.ADMINISTRATOR}
)


class Permission(StrEnum):
    """What a person may do. The catalogue in permissions.py says who and why."""

    READ_PROGRAMME = "read-programme"
    READ_CASES = "read-cases"
    STATE_FACTS = "state-facts"
    RECORD_DEPARTURE = "record-departure"
    FOLLOW_UP = "follow-up"
    SIMULATE = "simulate"
    REPORT = "report"
    IMPORT_STATISTICS = "import-statistics"
    READ_ORGANISATION = "read-organisation"
    MANAGE_ORGANISATION = "manage-organisation"
    READ_AUDIT_TRAIL = "read-audit-trail"
    ENTER_LIMITS = "enter-limits"
    READ_SPEND = "read-spend"
    LOAD_LEDGERS = "load-ledgers"
    SETTLE_SUPPLIERS = "settle-suppliers"
    CHECK_SUPPLIERS = "check-suppliers"
    READ_PERSONAL_NUMBERS = "read-personal-numbers"
    CLASSIFY = "classify"
    ANSWER_FLAGS = "answer-flags"
    READ_CONTRACTS = "read-contracts"
    MANAGE_CONTRACTS = "manage-contracts"
    CALL_OFF = "call-off"
    MANAGE_CATEGORIES = "manage-categories"
    DECIDE_CATEGORIES = "decide-categories"
    DECIDE_SANCTIONS = "decide-sanctions"


class Reach(StrEnum):
    """Over which authorities a permission holds."""

    OWN = "own"  # the authorities the person is appointed in
    COMPANIES = "companies"  # the group board: the companies alone
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Scope:
    """The authorities a permission reaches for one actor."""

    group: bool = False
    companies: bool = False
    own: frozenset[UUID] = frozenset()

    def __bool__(self) -> bool:
        """An empty scope is no permission at all."""
        return self.group or self.companies or bool(self.own)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the roles held that day, in authorities (by id) and in the group.

    Nobody signed in is `ANYONE`; time itself and the command line act as `SYSTEM`.
    """

    id: str
    name: str
    group_roles: frozenset[Role] = frozenset()
    authority_roles: Mapping[UUID, frozenset[Role]] = field(default_factory=dict)
    is_system: bool = False

    @property
    def is_known(self) -> bool:
        """Tell whether somebody is signed in."""
        return self.id != ANYONE.id


ANYONE = Actor(id="anyone", name="")
SYSTEM = Actor(id="system", name="Kornhamn", is_system=True)
