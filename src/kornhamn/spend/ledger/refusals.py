"""Files that are no ledger as they stand: what is wrong, where, and what to do."""

from kornhamn.files.refusals import FileRefusedError
from kornhamn.kernel.errors import N_, DomainError


class LedgerNotRead(FileRefusedError):  # noqa: N818 - named for what happened
    """JSON that is no list of objects."""

    code = "ledger.not-a-list"
    message = N_(
        "%(name)s is JSON without a list of lines. The lines must be a list of objects, alone or "
        "under a name such as “results”."
    )


class LedgerEmpty(FileRefusedError):  # noqa: N818 - named for what happened
    """Names of columns, and no line below them that could be taken."""

    code = "ledger.no-lines"
    message = N_(
        "Not one line of %(name)s could be taken: %(rows)s rows were read. Look at the remarks, "
        "and at which columns are the amount and the date."
    )


class LoadedBefore(DomainError):  # noqa: N818 - named for what happened
    """The same file, byte for byte, in another load."""

    code = "ledger.loaded-before"
    message = N_("%(name)s is loaded already: it came in as %(before)s on %(on)s. Nothing is new.")


class LinesLoadedBefore(DomainError):  # noqa: N818 - named for what happened
    """Every line of the file is among those of another load."""

    code = "ledger.lines-loaded-before"
    message = N_(
        "All %(lines)s lines of %(name)s are loaded already: they came in with %(before)s on "
        "%(on)s. Nothing was taken in. Undo that load first, if this file is to replace it."
    )


class LinesPartlyLoaded(DomainError):  # noqa: N818 - named for what happened
    """Some lines of the file are among those of another load; a person decides."""

    code = "ledger.lines-partly-loaded"
    message = N_(
        "%(common)s of the %(lines)s lines of %(name)s are also in %(before)s, which came in on "
        "%(on)s. Nothing is taken in yet. Load it all the same only if they are real purchases "
        "twice; otherwise undo the other load first, or take those lines out of the file."
    )


class LoadNotOpen(DomainError):  # noqa: N818 - named for what happened
    """A load that is past what was asked for."""

    code = "ledger.load-not-open"
    message = N_("That cannot be done to this load any more: it is %(state)s.")


class FileGone(DomainError):  # noqa: N818 - named for what happened
    """The received file is no longer kept."""

    code = "ledger.file-gone"
    message = N_("The file is no longer kept. Upload it again.")


class LoadRunning(DomainError):  # noqa: N818 - named for what happened
    """Another load holds the lock."""

    code = "ledger.load-running"
    message = N_("Another ledger is being loaded. Wait until it is done, and try again.")
