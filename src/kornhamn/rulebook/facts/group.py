"""Facts about the municipal group as a whole: council, executive board and group board."""

from kornhamn.kernel.texts import Text
from kornhamn.rulebook.types import Fact, FactType, Subject


def _boolean(name: str, label: Text, question: Text, supplied_by: str = "person") -> Fact:
    """Return a yes-or-no fact of the group."""
    return Fact(name, FactType.BOOLEAN, Subject.GROUP, label, question, supplied_by)


GROUP_FACTS = (
    _boolean(
        "programme_changed",
        Text(
            "programmet har ändrats eller ersatts",
            "the programme was changed or replaced",
        ),
        Text(
            "Har programmet ändrats, utökats eller ersatts?",
            "Was the programme changed, added to or replaced?",
        ),
    ),
    _boolean(
        "council_decision_recorded",
        Text(
            "kommunfullmäktiges beslut om utgåvan är registrerat",
            "the council's decision on the edition is recorded",
        ),
        Text(
            "Finns kommunfullmäktiges beslut om den gällande utgåvan registrerat?",
            "Is the council's decision on the edition in force recorded?",
        ),
    ),
    _boolean(
        "guidance_complete",
        Text(
            "tillämpningsanvisningar finns för varje bestämmelse",
            "there is guidance for every clause",
        ),
        Text(
            "Finns tillämpningsanvisningar för alla programmets bestämmelser?",
            "Is there application guidance for all clauses of the programme?",
        ),
        "programme",
    ),
    _boolean(
        "guidance_up_to_date",
        Text(
            "tillämpningsanvisningarna är granskade i tid",
            "the guidance was reviewed in time",
        ),
        Text(
            "Är alla tillämpningsanvisningar granskade inom sin frist?",
            "Was all application guidance reviewed within its time?",
        ),
        "programme",
    ),
    _boolean(
        "council_categories",
        Text(
            "fullmäktige har fastställt inköpskategorier",
            "the council has fixed purchasing categories",
        ),
        Text(
            "Har kommunfullmäktige fastställt inom vilka kategorier arbetet ska styras?",
            "Has the council fixed in which categories the work is to be managed?",
        ),
    ),
    _boolean(
        "category_work_initiated",
        Text("kategoriarbetet är igångsatt", "category work has been started"),
        Text(
            "Har stadsledningskontoret satt igång arbetet i de fastställda kategorierna?",
            "Has the executive office started the work in the fixed categories?",
        ),
    ),
    _boolean(
        "category_teams_mixed",
        Text(
            "kategoriteamen har medlemmar från flera myndigheter och funktioner",
            "category teams have members from several authorities and functions",
        ),
        Text(
            "Har varje kategoriteam medlemmar från flera myndigheter och funktioner?",
            "Does each category team have members from several authorities and functions?",
        ),
    ),
    _boolean(
        "central_procurements",
        Text(
            "centralt samordnade upphandlingar finns eller planeras",
            "centrally coordinated procurements exist or are planned",
        ),
        Text(
            "Finns eller planeras centralt samordnade upphandlingar?",
            "Are there, or are there to be, centrally coordinated procurements?",
        ),
    ),
    _boolean(
        "responsibility_proposed",
        Text(
            "förslag finns om vem som ansvarar för varje kategori och central upphandling",
            "there are proposals for who is responsible for each category and central procurement",
        ),
        Text(
            "Har kommunstyrelsen föreslagit vem som ansvarar för varje kategori och central "
            "upphandling?",
            "Has the executive board proposed who is responsible for each category and central "
            "procurement?",
        ),
    ),
    Fact(
        "yearly_follow_up",
        FactType.CHOICES,
        Subject.GROUP,
        Text("årets uppföljning", "this year's follow-up"),
        Text(
            "Vad har kommunstyrelsen tagit fram och följt upp det senaste året?",
            "What has the executive board produced and followed up in the last year?",
        ),
        "person",
        choices={
            "metrics": Text("mätetal", "metrics"),
            "statistics": Text("statistik", "statistics"),
            "outcomes": Text("upphandlingarnas utfall", "the outcome of procurements"),
            "programme": Text("efterlevnaden av programmet", "how the programme is followed"),
        },
    ),
    _boolean(
        "has_companies",
        Text("koncernen har bolag", "the group has companies"),
        Text(
            "Finns det bolag i kommunkoncernen?",
            "Are there companies in the municipal group?",
        ),
        "organisation",
    ),
    _boolean(
        "companies_followed_up",
        Text(
            "bolagens arbete enligt programmet är uppföljt",
            "the companies' work under the programme was followed up",
        ),
        Text(
            "Har koncernstyrelsen under det senaste året följt upp att bolagen arbetar enligt "
            "programmet?",
            "Has the group board followed up in the last year that the companies work as the "
            "programme says?",
        ),
    ),
)
