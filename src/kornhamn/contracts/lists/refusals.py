"""Contract lists that cannot be taken in as they stand: what is wrong, and what to do."""

from kornhamn.kernel.errors import N_, DomainError


class ListLoadedBefore(DomainError):  # noqa: N818 - named for what happened
    """The same file, byte for byte, in another load."""

    code = "contract-list.loaded-before"
    message = N_("%(name)s is loaded already: it came in as %(before)s on %(on)s. Nothing is new.")


class ListNotOpen(DomainError):  # noqa: N818 - named for what happened
    """A load that is past what was asked for."""

    code = "contract-list.not-open"
    message = N_("That cannot be done to this list any more: it is %(state)s.")


class ListRunning(DomainError):  # noqa: N818 - named for what happens
    """Another list is being taken in."""

    code = "contract-list.running"
    message = N_("Another contract list is being taken in: wait until it is done.")


class ListMappingIncomplete(DomainError):  # noqa: N818 - named for what happened
    """A mapping without what every row needs."""

    code = "contract-list.mapping-incomplete"
    message = N_("Say which column holds %(missing)s: no contract can be read without it.")


class ListTooLong(DomainError):  # noqa: N818 - named for what happened
    """More rows than are taken in at once."""

    code = "contract-list.too-long"
    message = N_(
        "%(name)s has more than %(most)s rows, the most that are taken in at once. Split it."
    )


class ListEmpty(DomainError):  # noqa: N818 - named for what happened
    """A header, and nothing below it."""

    code = "contract-list.empty"
    message = N_("%(name)s has no rows below the names of its columns.")
