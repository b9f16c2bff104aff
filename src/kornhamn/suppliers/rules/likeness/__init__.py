"""How alike suppliers are: pairs worth comparing, evidence for and against, and a probability."""

from kornhamn.suppliers.rules.likeness.pairing import FACES, alike_pairs, reasons
from kornhamn.suppliers.rules.likeness.weights import SURE, WORTH_ASKING

__all__ = ["FACES", "SURE", "WORTH_ASKING", "alike_pairs", "reasons"]
