"""What is refused when people decide about suppliers."""

from kornhamn.kernel.errors import N_, DomainError


class SameSupplier(DomainError):  # noqa: N818 - named for what happened
    """A supplier was to be merged with itself, or kept apart from itself."""

    code = "supplier.same"
    message = N_("That is one supplier already.")


class SupplierNotThere(DomainError):  # noqa: N818 - named for what happened
    """The supplier has been merged into another, or never was."""

    code = "supplier.not-there"
    message = N_("The supplier is not there any more: it may have been merged into another.")


class MaskedSupplier(DomainError):  # noqa: N818 - named for what happened
    """Behind a mask there may be several persons."""

    code = "supplier.masked"
    message = N_("A masked name may be several persons, so it cannot be merged with anything.")


class NothingToSplit(DomainError):  # noqa: N818 - named for what happened
    """No spelling was chosen, or every one of them."""

    code = "supplier.nothing-to-split"
    message = N_("Choose the spellings that are another supplier: at least one, and not all.")


class AlreadyReversed(DomainError):  # noqa: N818 - named for what happened
    """The decision was reversed before."""

    code = "supplier.already-reversed"
    message = N_("That decision has been reversed already.")


class LaterDecision(DomainError):  # noqa: N818 - named for what happened
    """A later decision built on this one."""

    code = "supplier.later-decision"
    message = N_("A later decision builds on this one. Reverse that one first.")
