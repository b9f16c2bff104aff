"""Who may what, over which authorities, and why: the catalogue as a page."""

from kornhamn.jobs.reference.words import table, translated
from kornhamn.organisation.permissions import CATALOGUE, DESCRIPTIONS, PUBLIC, REASONS
from kornhamn.organisation.types import Permission, Reach, Role

HEAD = """\
# The permissions

> Written by `kornhamn docs` from the [catalogue](../../src/kornhamn/organisation/permissions.py).

A person holds roles by appointments with periods, in one authority or in the group. A role gives
permissions, each over a reach: **own** = the authorities the person is appointed in,
**companies** = the companies alone, **group** = every authority. Nobody gets a permission in
another way. The page *Who may what* in Kornhamn shows the same for the person who reads it.
"""
REACHES = {Reach.OWN: "own", Reach.COMPANIES: "companies", Reach.GROUP: "group"}


def permissions_page() -> str:
    """Return the page of the catalogue."""
    return "\n".join([HEAD, *_permissions(), "", *_roles(), "", *_grants(), ""])


def _permissions() -> list[str]:
    rows = []
    for permission, description in DESCRIPTIONS.items():
        text = translated(description)
        open_to = "everybody" if permission in PUBLIC else "roles below"
        rows.append((f"`{permission}`", text.sv, text.en, open_to))
    return ["## What", "", *table(("code", "Svenska", "English", "given to"), rows)]


def _roles() -> list[str]:
    rows = []
    for role, reason in REASONS.items():
        text = translated(reason)
        where = "the group" if role.of_the_group else "an authority"
        rows.append((f"`{role}`", where, text.sv, text.en))
    return ["## Who, and why", "", *table(("role", "in", "Svenska", "English"), rows)]


def _grants() -> list[str]:
    reaches = {(grant.role, grant.permission): REACHES[grant.reach] for grant in CATALOGUE}
    rows = [
        (f"`{permission}`", *(reaches.get((role, permission), "") for role in Role))
        for permission in Permission
    ]
    return ["## Who may what", "", *table(("", *(f"`{role}`" for role in Role)), rows)]
