"""Facts about one contracting authority: a committee or a company."""

from kornhamn.kernel.texts import Text
from kornhamn.rulebook.types import Fact, FactType, Subject


def _boolean(name: str, label: Text, question: Text, supplied_by: str = "person") -> Fact:
    """Return a yes-or-no fact of an authority."""
    return Fact(name, FactType.BOOLEAN, Subject.AUTHORITY, label, question, supplied_by)


def _list(name: str, texts: tuple[Text, Text], choices: dict[str, Text], by: str) -> Fact:
    """Return a list fact of an authority; `texts` are its label and its question."""
    kind = FactType.CHOICES
    return Fact(name, kind, Subject.AUTHORITY, *texts, supplied_by=by, choices=choices)


_ORGANISATION = (
    _boolean(
        "is_company",
        Text("myndigheten är ett bolag", "the authority is a company"),
        Text("Är den upphandlande myndigheten ett bolag?", "Is the authority a company?"),
        "organisation",
    ),
    _boolean(
        "registered_as_authority",
        Text(
            "nämnden eller bolaget är registrerat som upphandlande myndighet",
            "the committee or company is registered as a contracting authority",
        ),
        Text(
            "Är nämnden eller bolaget registrerat som egen upphandlande myndighet?",
            "Is the committee or company registered as a contracting authority of its own?",
        ),
        "organisation",
    ),
    _boolean(
        "responsible_appointed",
        Text("en inköpsansvarig är utsedd", "a person responsible for purchasing is appointed"),
        Text(
            "Finns en person eller funktion som är inköpsansvarig i dag?",
            "Is a person or function appointed as responsible for purchasing today?",
        ),
        "organisation",
    ),
    _boolean(
        "coordinator_appointed",
        Text("en inköpssamordnare är utsedd", "a purchasing coordinator is appointed"),
        Text(
            "Finns en person eller funktion som är samordnare och kontaktpunkt i dag?",
            "Is a coordinator and point of contact appointed today?",
        ),
        "organisation",
    ),
    _list(
        "functions_named",
        (
            Text("de utsedda funktionerna", "the functions named"),
            Text(
                "Vilka av den gemensamma inköpsprocessens funktioner har ni utsett?",
                "Which functions of the common purchasing process have you named?",
            ),
        ),
        {
            "category-team": Text("deltagare i kategoriteam", "category team members"),
            "contract-manager": Text("avtalsförvaltare", "contract managers"),
            "requisitioner": Text("beställare", "requisitioners"),
        },
        "organisation",
    ),
)

_CAPACITY = (
    _list(
        "resources_planned",
        (
            Text("det som bemanningen är planerad för", "what resources are planned for"),
            Text(
                "För vilka delar är resurser och kompetens planerade mot arbetsmängden?",
                "For which parts are resources and competence planned against the load?",
            ),
        ),
        {
            "requirements": Text("kravställning", "setting requirements"),
            "procurement": Text("genomförande av upphandlingar", "procurement"),
            "follow-up": Text("uppföljning", "follow-up"),
            "contract-management": Text("avtalsförvaltning", "contract management"),
        },
        "person",
    ),
    _list(
        "competence_records",
        (
            Text("underlagen om inköpskompetensen", "the records on purchasing competence"),
            Text(
                "Vilka underlag håller ni om kompetensen hos dem som arbetar med inköp?",
                "Which records do you keep on the competence of those who purchase?",
            ),
        ),
        {
            "training-register": Text("utbildningsregistret", "the training register"),
            "needs": Text("kompetensbehoven", "the competence needed"),
            "gaps": Text("luckorna och hur de ska täckas", "the gaps and how to close them"),
        },
        "person",
    ),
    _boolean(
        "category_work_decided",
        Text("kategoristyrning ska införas", "category management is to be introduced"),
        Text(
            "Är det beslutat att ni ska arbeta med kategoristyrning?",
            "Is it decided that you are to work with category management?",
        ),
    ),
    _boolean(
        "category_resources_set_aside",
        Text(
            "resurser är avsatta för att kategoristyrningen ska få effekt",
            "resources are set aside so that category management takes effect",
        ),
        Text(
            "Har ni avsatt resurser för kategoristyrning, gemensamma arbetssätt och system?",
            "Are resources set aside for category management, common methods and systems?",
        ),
    ),
    _list(
        "development_aims",
        (
            Text("det som inköpen utvecklar", "what purchasing develops"),
            Text(
                "Vad har ni mål för att utveckla genom inköp, och följer upp?",
                "What do you have aims to develop through purchasing, and follow up?",
            ),
        ),
        {
            "quality": Text("verksamhetens kvalitet", "the quality of operations"),
            "innovation": Text("innovation", "innovation"),
            "economic": Text("ekonomisk hållbarhet", "economic sustainability"),
            "social": Text("social hållbarhet", "social sustainability"),
            "ecological": Text("ekologisk hållbarhet", "ecological sustainability"),
        },
        "person",
    ),
)

_MARKET = (
    _list(
        "experience_shared_with",
        (
            Text("de som erfarenheter delas med", "those with whom experience is shared"),
            Text(
                "Vilka delar ni erfarenheter och goda exempel med?",
                "With whom do you share experience and good examples?",
            ),
        ),
        {
            "own-group": Text("andra i kommunkoncernen", "others in the municipal group"),
            "other-authorities": Text("andra myndigheter", "other public authorities"),
            "suppliers": Text("leverantörsmarknaden", "the supplier market"),
            "organisations": Text("organisationer och intressenter", "organisations and others"),
        },
        "person",
    ),
    _boolean(
        "answer_times_measured",
        Text(
            "svarstiden på leverantörers frågor mäts i dagar",
            "the time to answer suppliers' questions is measured in days",
        ),
        Text(
            "Mäter ni hur många dagar det tar att svara på leverantörers frågor?",
            "Do you measure how many days it takes to answer suppliers' questions?",
        ),
    ),
    _boolean(
        "same_answers_to_all",
        Text("alla företag får samma svar", "all firms get the same answer"),
        Text(
            "Får alla företag, stora som små, samma svar på samma fråga?",
            "Do all firms, large and small, get the same answer to the same question?",
        ),
    ),
    _boolean(
        "market_concentration_followed",
        Text(
            "leverantörskoncentrationen per kategori följs över tid",
            "supplier concentration in each category is followed over time",
        ),
        Text(
            "Följer ni år för år hur stor del av köpen som går till samma leverantör?",
            "Do you follow, year by year, how much of each category one supplier gets?",
        ),
        "spend",
    ),
    _boolean(
        "choice_system_exists",
        Text("ett valfrihetssystem (LOV) finns", "a freedom-of-choice system (LOV) exists"),
        Text("Har ni ett valfrihetssystem enligt LOV?", "Do you have a system under LOV?"),
    ),
    _boolean(
        "providers_comparable",
        Text(
            "utförarna kan jämföras neutralt ur uppföljningen",
            "the follow-up lets users compare providers neutrally",
        ),
        Text(
            "Kan brukarna jämföra utförarna neutralt med hjälp av er uppföljning?",
            "Does your follow-up let users compare the providers neutrally?",
        ),
    ),
)


def _amount(name: str, label: Text, question: Text) -> Fact:
    """Return a sum of the last twelve months that the ledger answers, in SEK without VAT."""
    kind = FactType.MONEY
    return Fact(name, kind, Subject.AUTHORITY, label, question, "spend", unit="SEK")


def _count(name: str, texts: tuple[Text, Text], supplied_by: str, unit: str) -> Fact:
    """Return a number; `texts` are its label and its question."""
    kind = FactType.INTEGER
    return Fact(name, kind, Subject.AUTHORITY, *texts, supplied_by=supplied_by, unit=unit)


_SPEND = (
    _amount(
        "spend_outside_process",
        Text("köpen utan ärende, avrop eller direktupphandling", "purchases outside process"),
        Text(
            "För hur mycket köpte ni senaste året utan ärende, avrop eller direktupphandling?",
            "How much did you buy last year with no case, call-off or direct award behind it?",
        ),
    ),
    _amount(
        "spend_under_agreements",
        Text("köpen på områden där avtal finns", "purchases in areas with an agreement"),
        Text(
            "För hur mycket köpte ni senaste året på områden där avtal finns?",
            "How much did you buy last year in areas where there is an agreement?",
        ),
    ),
    _amount(
        "spend_outside_agreements",
        Text("köpen vid sidan av gällande avtal", "purchases beside a valid agreement"),
        Text(
            "För hur mycket av detta köpte ni vid sidan av avtalen?",
            "How much of that did you buy beside the agreements?",
        ),
    ),
    _count(
        "ecommerce_suppliers",
        (
            Text("antalet leverantörer anslutna till e-handel", "suppliers in e-commerce"),
            Text(
                "Hur många av era leverantörer är anslutna till e-handel?",
                "How many of your suppliers are connected to e-commerce?",
            ),
        ),
        "suppliers",
        "suppliers",
    ),
    _count(
        "orders_outside_system",
        (
            Text(
                "antalet beställningar från anslutna leverantörer utanför inköpssystemet",
                "orders from connected suppliers outside the purchasing system",
            ),
            Text(
                "Hur många beställningar från anslutna leverantörer gjordes vid sidan av "
                "inköpssystemet senaste året?",
                "How many orders from connected suppliers were made outside the purchasing "
                "system last year?",
            ),
        ),
        "spend",
        "orders",
    ),
)

AUTHORITY_FACTS = (*_ORGANISATION, *_CAPACITY, *_MARKET, *_SPEND)
