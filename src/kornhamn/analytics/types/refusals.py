"""What a follow-up is refused for, and what to do then."""

from kornhamn.kernel.errors import N_, DomainError


class NoSnapshotError(DomainError):
    """Nothing has been followed up yet."""

    code = "analytics.no-snapshot"
    message = N_(
        "There is nothing to follow up yet: import procurements, then run “kornhamn refresh”."
    )


class NoSpendError(DomainError):
    """No ledger has been loaded, or its figures are not there."""

    code = "analytics.no-spend"
    message = N_(
        "There is nothing bought to count yet: load a supplier ledger, then run "
        "“kornhamn spend refresh”."
    )


class NoSuchSupplierError(DomainError):
    """No supplier of that address in the figures."""

    code = "analytics.no-such-supplier"
    message = N_("Nothing has been bought from such a supplier, as far as the ledgers say.")


class NoSuchMonthError(DomainError):
    """A text that is no month."""

    code = "analytics.no-such-month"
    message = N_("“%(given)s” is no month. Write year and month, as in 2026-03.")


class ViewWithoutNameError(DomainError):
    """A view to save that nobody could find again."""

    code = "analytics.view-without-name"
    message = N_("Give the view a name, so that you and others can find it again.")


class NoSuchEditionError(DomainError):
    """The programme has no edition of that name."""

    code = "analytics.no-such-edition"
    message = N_("The programme has no edition “%(edition)s”. It has: %(known)s.")


class NoSuchClauseError(DomainError):
    """The edition has no clause of that name."""

    code = "analytics.no-such-clause"
    message = N_("The edition “%(edition)s” has no clause “%(clause)s”.")


class NoSuchAuthorityError(DomainError):
    """Neither an authority's code nor an organisation number."""

    code = "analytics.no-such-authority"
    message = N_(
        "“%(given)s” is neither an organisation number nor the code of an authority. "
        "The group has: %(known)s."
    )


class NoSuchSimulationError(DomainError):
    """No simulation of that address that the reader may see."""

    code = "analytics.no-such-simulation"
    message = N_("There is no such simulation, or it is over authorities that you may not see.")


class SimulationWithoutNameError(DomainError):
    """A simulation to save that nobody could find again."""

    code = "analytics.simulation-without-name"
    message = N_("Give the simulation a name, so that you and others can find it again.")
