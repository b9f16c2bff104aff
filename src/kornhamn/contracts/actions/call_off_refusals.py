"""Why a call-off is refused."""

from kornhamn.kernel.errors import N_, DomainError


class NotCallableError(DomainError):
    """A contract that nobody can call off from that day."""

    code = "call-off.not-callable"
    message = N_("The contract is not in force on %(on)s: nothing can be called off from it.")


class LotUnknownError(DomainError):
    """A lot that the contract lacks."""

    code = "call-off.lot-unknown"
    message = N_("The contract has no lot “%(lot)s”.")


class MayNotBuyError(DomainError):
    """An authority that the contract is not for, or that the actor does not buy for."""

    code = "call-off.may-not-buy"
    message = N_("That committee or company may not buy under the contract, or not through you.")


class NothingCalledOffError(DomainError):
    """A call-off without an amount."""

    code = "call-off.nothing"
    message = N_("Write what the call-off is worth, in kronor without VAT.")


class NotThisWayError(DomainError):
    """A lot with renewed competition, called off from directly; or the other way round."""

    code = "call-off.not-this-way"
    message = N_("The lot is not called off from in that way: see how above.")


class NoTurnError(DomainError):
    """Everybody was skipped, or nobody is named."""

    code = "call-off.no-turn"
    message = N_(
        "It is nobody's turn: all are skipped, or none is named for the buyer. Nothing can be "
        "called off here; talk to the contract's manager."
    )


class SkipUnknownError(DomainError):
    """A supplier passed over that is none of the lot's, or twice."""

    code = "call-off.skip-unknown"
    message = N_("Whoever is passed over is a supplier of the lot, and once: look at it again.")


class MethodUnfitError(DomainError):
    """A way of calling off that the lot's suppliers cannot have."""

    code = "call-off.method-unfit"
    message = N_(
        "That way does not fit the lot: one supplier alone is ordered from directly, and the order "
        "of rank takes a rank for each."
    )


class CeilingReachedError(DomainError):
    """A call-off past the ceiling that nobody has decided on."""

    code = "call-off.ceiling-reached"
    message = N_(
        "%(left)s kr are left of the ceiling. Beyond it the framework agreement has no effect: it "
        "takes a ground in law for changing the contract, and a decision."
    )


class AlreadyCancelledError(DomainError):
    """A call-off that is cancelled."""

    code = "call-off.cancelled-already"
    message = N_("The call-off is already cancelled.")


class OfferClosedError(DomainError):
    """A competition that is over."""

    code = "call-off.offers-closed"
    message = N_("The competition is over: no offer can be changed.")


class NoOfferError(DomainError):
    """A winner that has offered nothing."""

    code = "call-off.no-offer"
    message = N_("That supplier has made no offer: note its offer first.")


class DistributionUnsoundError(DomainError):
    """Shares that are not a whole, or places that do not exist."""

    code = "call-off.distribution-unsound"
    message = N_("The shares of a lot make 100 per cent together, and each supplier has one.")


class CallOffWordsMissingError(DomainError):
    """A reason or a description that nobody wrote."""

    code = "call-off.words-missing"
    message = N_("Write what it is about, and why: somebody will ask in a year.")


def words(text: str) -> str:
    """Return a text without blanks around it; refuse where nothing is left."""
    if not text.strip():
        raise CallOffWordsMissingError
    return text.strip()
