"""Legal forms as names write them: the word tells what a supplier is, not what it is called."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LegalForm:
    """A legal form: its code, the words for it, and the country that has it."""

    code: str
    words: tuple[str, ...]
    country: str = "SE"


# the first form found in a name counts; words of several tokens are joined before (see names)
LEGAL_FORMS = (
    LegalForm("ab", ("ab", "aktiebolag", "aktiebolaget", "aktb")),
    LegalForm("hb", ("hb", "handelsbolag", "handelsbolaget")),
    LegalForm("kb", ("kb", "kommanditbolag", "kommanditbolaget")),
    LegalForm("ekfor", ("ekfor", "ekf")),
    LegalForm("idfor", ("idfor",)),
    LegalForm("stift", ("stiftelse", "stiftelsen")),
    LegalForm("ef", ("enskildfirma", "ef")),
    LegalForm("ltd", ("ltd", "limited"), "GB"),
    LegalForm("plc", ("plc",), "GB"),
    LegalForm("llp", ("llp",), "GB"),
    LegalForm("inc", ("inc", "incorporated", "corp", "corporation"), "US"),
    LegalForm("llc", ("llc",), "US"),
    LegalForm("gmbh", ("gmbh", "mbh", "ug"), "DE"),
    LegalForm("kg", ("kg",), "DE"),
    LegalForm("bv", ("bv",), "NL"),
    LegalForm("nv", ("nv",), "NL"),
    LegalForm("sa", ("sarl", "sas", "sasu"), "FR"),
    LegalForm("srl", ("srl", "spa"), "IT"),
    LegalForm("as", ("as", "asa"), "NO"),
    LegalForm("aps", ("aps",), "DK"),
    LegalForm("oy", ("oy", "oyj"), "FI"),
    LegalForm("ou", ("ou", "oü"), "EE"),
    LegalForm("uab", ("uab",), "LT"),
    LegalForm("spzoo", ("spzoo",), "PL"),
)
CODE_OF_WORD = {word: form.code for form in LEGAL_FORMS for word in form.words}
COUNTRY_OF_CODE = {form.code: form.country for form in LEGAL_FORMS}
SWEDISH_CODES = tuple(form.code for form in LEGAL_FORMS if form.country == "SE")

# forms written as several words, as they stand once signs are spaces → one word
JOINED = (
    (r" (?:ek|ekon|ekonomisk) (?:för|fören|förening)(?: upa)? ", " ekfor "),
    (r" (?:id|ideell) (?:för|fören|förening) ", " idfor "),
    (r" enskild (?:firma|näringsidkare) ", " enskildfirma "),
    (r" a/s ", " as "),
    (r" sp ?z ?oo ", " spzoo "),
    (r" oy ab ", " oy "),
    (r" gmbh (?:& )?co kg ", " kg "),
)
# may stand after the form without being part of the name
AFTER_FORM = ("publ", "svb", "filial", "the", "i likvidation", "i konkurs", "under bildande")
_LONG = (
    *("aktiebolag", "aktiebolaget", "handelsbolag", "handelsbolaget"),
    *("kommanditbolag", "kommanditbolaget"),
)
# in front of a name these are forms; the shorter ones elsewhere may be somebody's initials
LEADING = ("the", "ab", "hb", "kb", "stiftelsen", *_LONG)
# told as forms wherever they stand
ANYWHERE = ("ab", "hb", "kb", "ekfor", *_LONG)
