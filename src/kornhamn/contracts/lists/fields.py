"""What a column of a contract list can be, and how lists spell it."""

from enum import StrEnum

from kornhamn.files.tables.samples import Look
from kornhamn.files.tables.vocabulary import Vocabulary


class ListField(StrEnum):
    """What a column of a contract list says."""

    REFERENCE = "reference"
    TITLE = "title"
    AUTHORITY = "authority"
    AUTHORITY_NUMBER = "authority_number"
    SUPPLIER = "supplier"
    SUPPLIER_NUMBER = "supplier_number"
    LOT = "lot"
    RANK = "rank"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    OPTIONS = "options"
    OPTION_ENDS_ON = "option_ends_on"
    NOTICE = "notice"
    CEILING = "ceiling"
    CATEGORY = "category"
    CPV = "cpv"
    KIND = "kind"
    USERS = "users"
    MANAGER = "manager"
    PRICES = "prices"
    INDEXATION = "indexation"


DAYS = (ListField.STARTS_ON, ListField.ENDS_ON, ListField.OPTION_ENDS_ON)
SPELLINGS: dict[ListField, tuple[str, ...]] = {
    ListField.REFERENCE: (
        "avtalsnummer", "diarienummer", "avtalsnr", "dnr", "avtals id", "avtalsid", "avtal nr",
        "kontraktsnummer", "contract number", "contract reference", "contract id", "diarienr",
        "ramavtalsnummer", "upphandlingsnummer", "arendenummer", "ref", "avtalsreferens",
        "contract no", "agreement number", "referensnummer",
    ),
    ListField.TITLE: (
        "avtalsnamn", "avtal", "benamning", "avtalsbenamning", "avtalets namn", "rubrik",
        "titel",
        "contract name", "contract title", "contract", "avtalstitel", "namn pa avtal",
        "beskrivning",
        "avtalsomrade", "omrade", "agreement", "description", "upphandling", "avser", "namn",
    ),
    ListField.AUTHORITY: (
        "upphandlande myndighet", "myndighet", "forvaltning", "namnd", "avtalsagare", "agare",
        "kopare", "bestallare", "bolag", "organisation", "buyer", "owner", "contracting authority",
        "namnd bolag", "forvaltning bolag", "ansvarig namnd", "avtalstecknare", "enhet",
    ),
    ListField.AUTHORITY_NUMBER: (
        "myndighetens organisationsnummer", "orgnr kopare", "koparens organisationsnummer",
        "org nr myndighet", "buyer id", "kopare orgnr", "organisationsnummer kopare",
        "bestallarens organisationsnummer", "myndighet orgnr",
    ),
    ListField.SUPPLIER: (
        "leverantor", "leverantorsnamn", "leverantor namn", "avtalspart", "motpart", "supplier",
        "supplier name", "avtalsleverantor", "vendor", "entreprenor", "leverantorens namn",
        "utforare", "part",
    ),
    ListField.SUPPLIER_NUMBER: (
        "leverantorens organisationsnummer", "organisationsnummer", "orgnr", "org nr",
        "leverantor orgnr", "leverantor organisationsnummer", "supplier number", "orgnummer",
        "organisationsnr", "org nr leverantor", "supplier id", "vat number", "momsnummer",
    ),
    ListField.LOT: (
        "anbudsomrade", "delomrade", "lot", "omradesnamn", "delkontrakt", "position", "avtalsdel",
        "produktomrade", "anbudsdel",
    ),
    ListField.RANK: (
        "rangordning", "rang", "rank", "ranking", "turordning", "prioritet", "plats",
    ),
    ListField.STARTS_ON: (
        "startdatum", "avtalsstart", "start", "giltigt fran", "fran och med", "fr o m", "from",
        "start date", "giltig fran", "avtalet galler fran", "startar", "avtalstid fran", "borjar",
        "valid from", "galler from", "galler fran", "giltigt from", "avtalstid from", "avtal from",
        "tecknat", "avtalsdatum", "undertecknat",
    ),
    ListField.ENDS_ON: (
        "slutdatum", "avtalsslut", "slut", "giltigt till", "till och med", "t o m", "tom",
        "end date", "giltig till", "avtalet galler till", "upphor", "avtalstid till", "utgar",
        "valid to", "expiry date", "slutar", "loper ut", "giltigt t o m", "avtal t o m",
        "galler tom", "galler till", "avtalstid tom", "sista dag",
    ),
    ListField.OPTIONS: (
        "option", "optioner", "forlangning", "forlangningsoption", "optionstid", "options",
        "mojlig forlangning", "extension", "optionsar", "forlangningsmojlighet",
    ),
    ListField.OPTION_ENDS_ON: (
        "max slutdatum", "langsta slutdatum", "slutdatum inkl option", "senaste slutdatum",
        "slutdatum med option", "option till", "max t o m", "yttersta slutdatum",
        "maximum end date", "slutdatum inklusive optioner", "kan forlangas till",
        "forlangning till",
    ),
    ListField.NOTICE: (
        "uppsagningstid", "avisering", "uppsagningsdatum", "senast besked", "notice",
        "besked om option", "forlangning senast", "notice date", "aviseringsdatum",
        "uppsagning senast", "optionsbesked", "bevakningsdatum", "notice period",
    ),
    ListField.CEILING: (
        "takvolym", "takbelopp", "takvarde", "maxvarde", "avtalsvarde", "ceiling", "maxbelopp",
        "kontraktsvarde", "uppskattat varde", "contract value", "varde", "max value", "volym",
        "belopp", "beraknat varde", "ramavtalets tak", "tak",
    ),
    ListField.CATEGORY: (
        "kategori", "inkopskategori", "category", "varugrupp", "produktgrupp", "kategorinamn",
        "inkopsomrade", "kategorikod",
    ),
    ListField.CPV: ("cpv kod", "cpv", "cpvkod", "cpv code", "huvud cpv", "cpv nummer"),
    ListField.KIND: (
        "avtalstyp", "typ", "ramavtal", "typ av avtal", "contract type", "form", "avtalsform",
        "framework", "type",
    ),
    ListField.USERS: (
        "avropsberattigade", "avropsberattigad", "deltagande", "deltagande myndigheter", "users",
        "far avropa", "anvandare", "omfattar", "galler for", "bestallande enheter", "may call off",
        "berorda forvaltningar",
    ),
    ListField.MANAGER: (
        "avtalsansvarig", "avtalsforvaltare", "ansvarig", "kontaktperson", "contract manager",
        "manager", "handlaggare", "avtalscontroller", "ansvarig person", "responsible",
    ),
    ListField.PRICES: ("priser", "prisvillkor", "prices", "prismodell", "pris", "prislista"),
    ListField.INDEXATION: (
        "index", "indexering", "indexation", "prisjustering", "indexreglering", "price adjustment",
    ),
}  # fmt: skip
ASIDE = ("anteckning", "anteckningar", "kommentar", "kommentarer", "notering", "lopnr", "lopnummer",
         "id", "nr", "status", "aktiv", "valuta", "currency", "comment", "notes",
         "telefon", "e post", "epost", "lank", "url")  # fmt: skip
SHAPES = {
    ListField.SUPPLIER: "letters",
    ListField.TITLE: "letters",
    ListField.AUTHORITY: "letters",
    ListField.AUTHORITY_NUMBER: "number",
    ListField.STARTS_ON: "day",
}
_SURELY = 0.95


def _speaks(field: ListField, look: Look) -> float:
    """Let numbers of organisations alone speak for themselves: no other value names its column."""
    return float(field is ListField.SUPPLIER_NUMBER and look.shares["number"] > _SURELY)


def _fit(field: ListField, look: Look) -> float | None:
    return look.shares["number"] if field is ListField.SUPPLIER_NUMBER else None


CONTRACTS = Vocabulary(
    fields=ListField,
    spellings=SPELLINGS,
    aside=ASIDE,
    days=DAYS,
    shapes=SHAPES,
    fit=_fit,
    speaks=_speaks,
)
