"""Names with their spelling set aside, so that the same supplier reads the same.

Columns in, columns out: capitals, accents that do not tell, signs, legal forms, what was added
behind a name (c/o, a place, a department), and a person's names in either order.
"""

import polars as pl

from kornhamn.suppliers.rules.legal_forms import (
    AFTER_FORM,
    ANYWHERE,
    CODE_OF_WORD,
    JOINED,
    LEADING,
)
from kornhamn.suppliers.rules.name_words import ABBREVIATIONS, FIRST_NAMES, TOWNS

_FOREIGN_LETTERS = {
    "é": "e", "è": "e", "ê": "e", "ë": "e", "á": "a", "à": "a", "â": "a", "ã": "a", "ü": "u",
    "û": "u", "ú": "u", "ù": "u", "ø": "ö", "œ": "o", "æ": "ä", "ó": "o", "ò": "o", "ô": "o",
    "õ": "o", "í": "i", "ì": "i", "î": "i", "ï": "i", "ç": "c", "ñ": "n", "ß": "ss", "ý": "y",
    "ð": "d", "þ": "th", "š": "s", "ž": "z", "č": "c", "ł": "l",
    "’": "", "'": "", "\u00b4": "", "`": "", "\u00a0": " ", "–": "-", "—": "-",
}  # fmt: skip
_FORM_WORDS = "|".join(CODE_OF_WORD)
_AFTER = "|".join(AFTER_FORM)
_TRAILING = rf"(?: (?:{_FORM_WORDS}|{_AFTER}))+ $"
_TRAILING_FORM = rf"(?: (?:{_AFTER}))* ({_FORM_WORDS})(?: (?:{_FORM_WORDS}|{_AFTER}))* $"
_LEADING = rf"^ (?:(?:{'|'.join(LEADING)}) )+"
_LEADING_FORM = rf"^ (?:the )?({'|'.join(word for word in LEADING if word != 'the')}) "
_ANYWHERE = rf" ({'|'.join(ANYWHERE)}) "
_MASK = (
    r"^[\s*#x?.\-]*$"
    r"|^\[.*\]$"
    r"|^(?:enskild (?:firma|näringsidkare|person)|privatperson|fysisk person|personuppgift(?:er)?"
    r"|sekretess|maskera[dt]|anonym(?:iserad)?|uppgift (?:maskerad|borttagen|saknas)"
    r"|skyddad(?: identitet)?|redacted(?: personal data)?)[\s\d]*$"
)


def plain_names(names: pl.DataFrame) -> pl.DataFrame:
    """Return `plain_name`, `form` (a legal form's code or blank) and `is_masked` of each row.

    `names` holds name and place (texts, nothing is null). A masked name's plain name is blank.
    """
    lowered = pl.col("name").str.normalize("NFKC").str.to_lowercase().str.strip_chars()
    return (
        names.lazy()
        .select(lowered.alias("text"), pl.col("place").str.to_lowercase().alias("place"))
        .with_columns(pl.col("text").str.contains(_MASK).alias("is_masked"))
        .with_columns(_in_order(_letters(pl.col("text"))).alias("text"))
        .with_columns(_words(pl.col("text")).alias("text"))
        .with_columns(_without_place(pl.col("text"), pl.col("place")).alias("text"))
        .with_columns(_form(pl.col("text")).alias("form"))
        .with_columns(_without_form(pl.col("text")).alias("plain"))
        .select(
            pl.when("is_masked")
            .then(pl.lit(""))
            .when(pl.col("plain") != "")
            .then("plain")
            .otherwise(pl.col("text").str.strip_chars())
            .str.head(250)
            .alias("plain_name"),
            pl.when("is_masked").then(pl.lit("")).otherwise("form").alias("form"),
            "is_masked",
        )
        .collect()
    )


def _letters(text: pl.Expr) -> pl.Expr:
    return text.str.replace_many(list(_FOREIGN_LETTERS), list(_FOREIGN_LETTERS.values()))


def _in_order(text: pl.Expr) -> pl.Expr:
    """Cut what stands behind the name, and put a person's first name first."""
    firsts = "|".join(sorted(FIRST_NAMES))
    return (
        text.str.replace(r"[ ,;(](?:c/o|c o|att:?|box|tel) .*$", "")
        .str.replace(r"^([^;]*);\s*((?:ab|hb|kb|aktiebolag|ltd|the)\.?)\s*$", "$1 $2")
        .str.replace(r"^([^;,]+);\s*([^;,]+)$", "$2 $1")
        .str.replace(rf"^([^ ,]+(?: [^ ,]+)?),\s*((?:{firsts})(?: \S+)?)$", "$2 $1")
        .str.replace(r"([ (](?:ab|hb|kb|aktiebolag|ltd|gmbh|as|oy)) ?[/,;(] ?[^)]*\)?$", "$1")
    )


def _words(text: pl.Expr) -> pl.Expr:
    """Return words with one space around each: initials joined, forms in one word."""
    spaced = (
        text.str.replace_all(r"\ba/s\b", " as ")
        .str.replace_all(r"&|\+", " & ")
        .str.replace_all(",", " , ")
        .str.replace_all(r"[^\p{L}\p{N}&,]+", " ")
        .str.replace_all(r" (?:och|and|o) ", " & ")
    )
    initials = (  # "w l gore" → "wl gore", "b & b" → "b&b"
        spaced.str.replace_all(r"\b(\p{L})\b", "\u0001${1}\u0002")
        .str.replace_all("\u0002 & \u0001", "&")
        .str.replace_all("\u0002 \u0001", "")
        .str.replace_all("[\u0001\u0002]", "")
    )
    joined = pl.concat_str(pl.lit(" "), initials.str.strip_chars(), pl.lit(" "))
    joined = joined.str.replace_all(" ", "  ")  # so that neighbours can both be found
    for short, long in ABBREVIATIONS.items():
        joined = joined.str.replace_all(f" {short} ", f" {long} ", literal=True)
    joined = joined.str.replace_all(r" +", " ")
    joined = joined.str.replace(r" akt(?:i|ie|ieb|iebo|iebol|iebola)? $", " ab ")  # cut short
    for several, one in JOINED:
        joined = joined.str.replace(several, one)
    towns = "|".join(sorted(TOWNS))
    return joined.str.replace(rf"( (?:ab|hb|kb|aktiebolag)(?: publ)?) (?:i )?(?:{towns}) $", "$1 ")


def _without_place(words: pl.Expr, place: pl.Expr) -> pl.Expr:
    """Cut the supplier's own place where it stands last after a comma or a legal form."""
    ending = pl.concat_str(pl.lit(" , "), place, pl.lit(" "))
    return (
        pl.when((place != "") & words.str.ends_with(ending))
        .then(words.str.strip_suffix(ending) + " ")
        .otherwise(words.str.replace_all(" ,", "", literal=True))
    )


def _form(words: pl.Expr) -> pl.Expr:
    found = pl.coalesce(
        words.str.extract(_TRAILING_FORM), words.str.extract(_LEADING_FORM),
        words.str.extract(_ANYWHERE), pl.lit(""),
    )  # fmt: skip
    return found.replace_strict(CODE_OF_WORD, default="")


def _without_form(words: pl.Expr) -> pl.Expr:
    return (
        words.str.replace(_TRAILING, " ")
        .str.replace(_LEADING, " ")
        .str.replace_all(_ANYWHERE, " ")
        .str.strip_chars()
    )
