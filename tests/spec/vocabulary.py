"""A small vocabulary with every type of fact, for the specifications of the engine."""

from kornhamn.kernel.texts import Text
from kornhamn.rulebook.types import Fact, FactType, Subject

CODES = ("open", "restricted", "åäö", "it's", 'a"b', "100%", "a_b")


def fact(name: str, kind: FactType, subject: Subject = Subject.CASE) -> Fact:
    """Return a fact labelled by its own name in Swedish, by its capital form in English."""
    coded = kind in (FactType.CHOICE, FactType.CHOICES)
    choices = {code: Text(sv=f"Kod {code}", en=f"Code {code}") for code in CODES} if coded else {}
    label = Text(sv=f"Fakta {name}", en=f"Fact {name}")
    return Fact(name, kind, subject, label, label, "person", choices=choices)


VOCABULARY = {
    declared.name: declared
    for declared in (
        fact("service", FactType.BOOLEAN),
        fact("food", FactType.BOOLEAN),
        fact("tenders", FactType.INTEGER),
        fact("lots", FactType.INTEGER),
        fact("value", FactType.MONEY),
        fact("ceiling", FactType.MONEY),
        fact("published_on", FactType.DATE),
        fact("opened_on", FactType.DATE),
        fact("cpv", FactType.TEXT),
        fact("name", FactType.TEXT),
        fact("procedure", FactType.CHOICE),
        fact("order", FactType.CHOICE),  # a reserved word of SQL
        fact("terms", FactType.CHOICES),
        fact("is_company", FactType.BOOLEAN, Subject.AUTHORITY),
    )
}
