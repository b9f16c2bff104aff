"""What can be wrong in a register file, why, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kornhamn.kernel.errors import N_, DomainError

# code: (reason, remedy); the holes are filled from the fault's params
FAULTS: dict[str, tuple[str, str]] = {
    "code-missing": (
        N_("The authority has no code."),
        N_("Give a short code of letters, digits and hyphens that never changes."),
    ),
    "code-not-readable": (
        N_("The code has other signs than letters a to z, digits, hyphens and underscores."),
        N_("Write it as bostad-ab, at most 60 signs."),
    ),
    "name-missing": (N_("The authority has no name."), N_("Give its name in one of its rows.")),
    "kind-missing": (
        N_("It is not said what the authority is."),
        N_("Write municipality, committee or company."),
    ),
    "kind-unknown": (
        N_("That is no kind of authority."),
        N_("Write municipality, committee or company."),
    ),
    "number-missing": (
        N_("The authority has no organisation number."),
        N_("Give ten digits; a committee has the municipality's."),
    ),
    "number-not-readable": (
        N_("That is not a Swedish organisation number."),
        N_("Write ten digits, such as 212000-0142."),
    ),
    "number-mistyped": (
        N_("A digit of the organisation number is wrong, or two have changed places."),
        N_("Compare it with the organisation's invoice or website."),
    ),
    "number-personal": (
        N_("That is a personal identity number."),
        N_("Give the organisation's own number."),
    ),
    "said-differently": (
        N_("Row %(other)s says “%(said)s” of the same authority or person."),
        N_("Make the rows agree, or say it in one of them alone."),
    ),
    "name-taken": (
        N_("The authority “%(other)s” has that name already."),
        N_("Use that code, or give the authority a name of its own."),
    ),
    "number-taken": (
        N_("The authority “%(other)s” has that organisation number already."),
        N_("Only committees share a number: correct the number or the kind."),
    ),
    "role-missing": (
        N_("A person is named, but no role."),
        N_("Give the role, or leave the person out."),
    ),
    "role-unknown": (N_("That is no role."), N_("Write one of: %(roles)s.")),
    "role-of-the-group": (
        N_("That role holds for the whole group."),
        N_("Leave the authority's columns empty in the row."),
    ),
    "role-of-an-authority": (
        N_("That role is held in an authority."),
        N_("Give the code of the authority."),
    ),
    "person-missing": (N_("The role has no person."), N_("Give the person's name.")),
    "email-missing": (
        N_("The person has no e-mail address."),
        N_("Give the address the person signs in with."),
    ),
    "email-not-readable": (N_("That is no e-mail address."), N_("Write it as name@example.se.")),
    "date-missing": (N_("The appointment has no first day."), N_("Write it as 2026-01-31.")),
    "date-not-readable": (N_("That is no date."), N_("Write it as 2026-01-31.")),
    "ends-before-it-starts": (
        N_("The last day comes before the first day, %(start)s."),
        N_("Correct one of the days; leave the last day empty while the appointment runs."),
    ),
    "overlaps-row": (
        N_("Row %(other)s appoints the same person to the same role at the same time."),
        N_("Keep one of the rows."),
    ),
    "overlaps-appointment": (
        N_("The person already holds the role %(period)s."),
        N_("Start the new appointment after it, or write its first day to change it."),
    ),
    "person-inactive": (
        N_("The person's access has been closed."),
        N_("Open it again first, or appoint somebody else."),
    ),
    "too-long": (N_("The text is longer than %(most)s signs."), N_("Shorten it.")),
    "empty-row": (
        N_("The row names neither an authority nor a role."),
        N_("Fill it in or remove it."),
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One value that cannot be taken in (row 1 is the header)."""

    row: int
    column: str
    value: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def reason(self) -> str:
        """Why, in English with named holes: the screen translates and fills it."""
        return FAULTS[self.code][0]

    @property
    def remedy(self) -> str:
        """What to do, in English with named holes."""
        return FAULTS[self.code][1]


class RegisterRefused(DomainError):  # noqa: N818 - named for what happened
    """The file as a whole cannot be read as a register."""

    code = "register.refused"


class RegisterEmpty(RegisterRefused):
    """Nothing in the file."""

    code = "register.empty"
    message = N_("The file is empty: give a header row and a row for each authority.")


class RegisterTooLarge(RegisterRefused):
    """More than a register of a group can be."""

    code = "register.too-large"
    message = N_("The file is larger than %(most)s MB: a register of the group is far smaller.")


class RegisterNotText(RegisterRefused):
    """A workbook, a PDF, a picture."""

    code = "register.not-text"
    message = N_("The file is not a text file: save the workbook as CSV (UTF-8) and try again.")


class RegisterColumnsMissing(RegisterRefused):
    """The header lacks columns that every register needs."""

    code = "register.columns-missing"
    message = N_("The header row lacks the columns %(missing)s. It says: %(given)s.")


class RegisterColumnsUnknown(RegisterRefused):
    """The header has columns nobody would read."""

    code = "register.columns-unknown"
    message = N_("The header row has unknown or repeated columns: %(unknown)s. Known: %(known)s.")


class RegisterRowTooLong(RegisterRefused):
    """A row with more cells than the header: a separator inside an unquoted text."""

    code = "register.row-too-long"
    message = N_(
        "Row %(row)s has more cells than the header: put texts that contain “%(separator)s” "
        "in quotation marks."
    )


class RegisterBroken(RegisterRefused):
    """Quotation marks that never close, or the like."""

    code = "register.broken"
    message = N_("The file cannot be read after row %(row)s: check its quotation marks.")


class RegisterFaulty(RegisterRefused):
    """Rows that cannot be taken in; nothing was written."""

    code = "register.faulty"
    message = N_("Nothing was imported: %(count)s values cannot be taken in.")

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(count=len(faults))
