"""What each piece of evidence weighs, in log-odds, so that the sum reads as a probability.

Fitted by `bench/match_suppliers.py --fit` on labelled pairs and rounded; a code's English is
beside the pages. One of each group holds for a pair.
"""

from typing import Final

WORTH_ASKING: Final = 0.3  # below this a pair is not put to a person
SURE: Final = 0.999  # above this a spelling without a number joins the only one so like it

NAME: Final = {
    "name.same": 1.6,
    "name.spacing": 2.9,
    "name.order": -3.7,
    "name.letter": 1.7,
    "name.letter-common": 1.0,
    "name.cut": -1.1,
    "name.added": -3.7,
    "name.alike": -1.3,
    "name.digits": -3.5,
    "name.other": -8.0,
}
BANK: Final = {"bank.same": 4.0, "bank.unknown": 0.0, "bank.other": -6.5}
PLACE: Final = {"place.same": 1.0, "place.unknown": 0.0, "place.other": -6.3}
NUMBER: Final = {"number.mistyped": 3.2, "number.own": 5.8, "number.unknown": 0.0}
FORM: Final = {"form.same": 0.0, "form.unknown": 0.0, "form.other": -6.0}
WEIGHTS: Final = {**NAME, **BANK, **PLACE, **NUMBER, **FORM}
