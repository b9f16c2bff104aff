"""A refusal can be said in any language, with what stands in its holes."""

from kornhamn.kernel.errors import N_, DomainError, Phrase, phrase

SWEDISH = {
    "There is no door %(name)s.": "Det finns ingen dörr %(name)s.",
    "Paint it.": "Måla den.",
    "%(where)s: %(problem)s": "%(where)s: %(problem)s",
    "on floor %(number)s": "på våning %(number)s",
    "No:\n%(problems)s": "Nej:\n%(problems)s",
}


def in_swedish(text: str) -> str:
    return SWEDISH.get(text, text)


class RefusedError(DomainError):
    code = "refused"
    message = N_("No:\n%(problems)s")


def test_a_phrase_is_english_text_and_can_be_said_in_swedish() -> None:
    said = phrase("There is no door %(name)s.", name="blå")
    assert said == "There is no door blå."
    assert said.said(in_swedish) == "Det finns ingen dörr blå."


def test_a_phrase_in_a_hole_is_said_too() -> None:
    where = phrase("on floor %(number)s", number=2)
    said = phrase("%(where)s: %(problem)s", where=where, problem=phrase("Paint it."))
    assert said.said(in_swedish) == "på våning 2: Måla den."


def test_what_a_person_wrote_is_never_translated() -> None:
    said = phrase("There is no door %(name)s.", name="Paint it.")
    assert said.said(in_swedish) == "Det finns ingen dörr Paint it.."


def test_several_problems_stand_on_lines_of_their_own() -> None:
    refused = RefusedError(problems=(phrase("Paint it."), phrase("Paint it.")))
    assert str(refused) == "No:\nPaint it.\nPaint it."
    assert refused.said(in_swedish) == "Nej:\nMåla den.\nMåla den."


def test_a_percent_sign_in_a_value_is_left_alone() -> None:
    said = phrase("There is no door %(name)s.", name="80%")
    assert isinstance(said, Phrase)
    assert said.said(in_swedish) == "Det finns ingen dörr 80%."
