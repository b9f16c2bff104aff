"""Made-up procurement statistics of any size, as awkward as the real ones.

Blanks where real registrars leave them, booleans spelt in two ways, codes that say "missing",
contracted values of nothing, lots with one tender and lots with many, suppliers that win often.
Everything follows from the seed: the same seed gives the same frames.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from kornhamn.jobs.demo.group import DemoAuthority
from kornhamn.kernel.cpv import Cpv
from kornhamn.procurement.types import FileKind

# main CPV code, what is bought, words for a title, weight
_OBJECTS: tuple[tuple[str, str, str, int], ...] = (
    ("45210000", "Byggentreprenader", "Om- och tillbyggnad av skola", 9),
    ("45233000", "Byggentreprenader", "Gång- och cykelväg", 7),
    ("45261000", "Byggentreprenader", "Takarbeten", 4),
    ("45331000", "Byggentreprenader", "Ventilationsarbeten", 5),
    ("71000000", "Tjänster", "Tekniska konsulter", 9),
    ("72000000", "Tjänster", "IT-konsulter", 7),
    ("48000000", "Varor", "Verksamhetssystem", 6),
    ("79600000", "Tjänster", "Rekryteringstjänster", 4),
    ("15000000", "Varor", "Livsmedel", 6),
    ("15100000", "Varor", "Kött och chark", 3),
    ("03200000", "Varor", "Frukt och grönt", 2),
    ("55500000", "Tjänster", "Måltidstjänster till äldreboende", 2),
    ("85300000", "Tjänster", "Drift av vård- och omsorgsboende", 5),
    ("85310000", "Tjänster", "Daglig verksamhet", 3),
    ("80110000", "Tjänster", "Drift av förskola", 2),
    ("80500000", "Tjänster", "Utbildningstjänster", 4),
    ("90910000", "Tjänster", "Städtjänster", 4),
    ("90500000", "Tjänster", "Avfallshämtning", 3),
    ("34100000", "Varor", "Personbilar och lätta lastbilar", 4),
    ("60100000", "Tjänster", "Skolskjuts", 3),
    ("33100000", "Varor", "Sjukvårdsmaterial", 3),
    ("39100000", "Varor", "Möbler", 4),
    ("18000000", "Varor", "Arbetskläder", 3),
    ("09310000", "Varor", "Elkraft", 2),
    ("77300000", "Tjänster", "Skötsel av parker och grönytor", 3),
    ("30200000", "Varor", "Datorer och skärmar", 4),
)
_PLACES = ("Norra hamnen", "Kvarnbacken", "Österplan", "Lillån", "Vreten", "Strandängen", "")
WINNERS = 400  # suppliers that win anything
WINNING_KINDS = (
    "Entreprenad", "Konsult", "Livs", "Omsorg", "Städ", "Teknik", "Transport", "Data",
)  # fmt: skip
_MISSING = 0.05
_OPEN_FROM = 2_200_000  # about the EU threshold, so that procedures look right


def statistics(
    procurements: int = 600,
    *,
    group: Sequence[DemoAuthority],
    first_year: int = 2022,
    years: int = 4,
    seed: int = 2026,
) -> dict[FileKind, pl.DataFrame]:
    """Return the four files' rows, every value as text, as the national files hold them."""
    random = np.random.default_rng(seed)
    base = _base(procurements, group, (first_year, years), random)
    lots = _lots(base, random)
    return {
        FileKind.PROCUREMENTS: base.drop("_value", "_lots").with_columns(
            pl.lit("1").alias("Antal upphandlingar, Summa")
        ),
        FileKind.TENDERS: lots.drop("_value", "_lots", "_bidders").with_columns(
            lots["_bidders"].cast(pl.String).alias("Antal anbud, Summa")
        ),
        FileKind.WINNERS: _winners(lots, random),
        FileKind.VALUES: base.filter(pl.Series(random.random(procurements) < 0.8))
        .with_columns(pl.col("_value").cast(pl.String).alias("Kontrakterat värde, Summa"))
        .drop("_value", "_lots"),
    }


def winner_name(n: int) -> str:
    """Return the name of the supplier that wins n:th most."""
    kind = WINNING_KINDS[n % len(WINNING_KINDS)]
    return f"{kind} i {_PLACES[n % 6]} {n} {'AB' if n % 5 else 'Aktiebolag'}"


def _base(
    rows: int, group: Sequence[DemoAuthority], years: tuple[int, int], random: np.random.Generator
) -> pl.DataFrame:
    buyers = [authority for authority in group if authority.kind != "kommun"]
    buyer = random.choice(len(buyers), rows, p=_skew(len(buyers)))
    weights = np.array([weight for *_, weight in _OBJECTS], dtype=float)
    bought = random.choice(len(_OBJECTS), rows, p=weights / weights.sum())
    value = np.round(np.exp(random.normal(14.6, 1.3, rows)), -3).astype(np.int64)
    value[random.random(rows) < 0.04] = 0
    above = value > _OPEN_FROM
    published = np.datetime64(date(years[0], 1, 1)) + random.integers(0, 365 * years[1], rows)
    columns: dict[str, pl.Series] = {
        "År": pl.Series(published).dt.year().cast(pl.String),
        "Namn för köpare": _pick([b.buyer_name for b in buyers], buyer),
        "Organisationsnummer för köpare": _pick([b.number for b in buyers], buyer),
        "Sektor för köpare": _pick(["Kommun"], np.zeros(rows, dtype=int)),
        "Delsektor för köpare": _pick(
            ["Kommunalt ägd organisation" if b.kind == "bolag" else "Kommun" for b in buyers], buyer
        ),
        "Juridisk form för köpare": _pick(
            ["Övriga aktiebolag" if b.kind == "bolag" else "Kommuner" for b in buyers], buyer
        ),
        "SNI-Avdelning för köpare": _pick(["O Offentlig förvaltning och försvar"], buyer * 0),
        "Upphandlingsslag": _blank(_pick([o[1] for o in _OBJECTS], bought), 0.1, random),
    }
    columns |= _cpv_columns(bought, random)
    columns |= _procedure_columns(above, random)
    columns |= _identity_columns(bought, published, random)
    return pl.DataFrame(columns).with_columns(
        pl.Series("_value", value),
        pl.Series("_lots", 1 + random.geometric(0.6, rows) - 1),
    )


def _cpv_columns(bought: np.ndarray, random: np.random.Generator) -> dict[str, pl.Series]:
    chain = {"CPV-Huvudgrupp": 0, "CPV-Grupp": 1, "CPV-Undergrupp": 2, "CPV-Kategori": 3}
    codes = [Cpv(code) for code, *_ in _OBJECTS]
    paths = [(*code.ancestors, code) for code in codes]
    unknown = random.random(len(bought)) < _MISSING
    missing = pl.Series(unknown)
    named = {
        name: _pick([_named(path[level]) if level < len(path) else None for path in paths], bought)
        for name, level in chain.items()
    }
    named["CPV-Underkategori"] = _pick([None], bought * 0)
    named["Huvudsaklig CPV-kod"] = _pick([_named(code) for code in codes], bought)
    said = {"CPV-Huvudgrupp", "Huvudsaklig CPV-kod"}
    return {
        name: series.to_frame("v")
        .select(
            pl.when(missing)
            .then(pl.lit("00000000 Uppgift saknas") if name in said else None)
            .otherwise(pl.col("v"))
            .alias(name)
        )
        .to_series()
        for name, series in named.items()
    }


def _procedure_columns(above: np.ndarray, random: np.random.Generator) -> dict[str, pl.Series]:
    rows = len(above)
    procedure = np.where(above, random.choice([0, 0, 0, 2, 3], rows), 1)
    names = [
        "Öppet förfarande", "Förenklat förfarande", "Selektivt förfarande",
        "Förhandlat förfarande med föregående annonsering",
    ]  # fmt: skip
    return {
        "Rättslig grund": _pick(
            ["Direktiv 2014/24/EU", "Direktiv 2014/25/EU"], (random.random(rows) < 0.08).astype(int)
        ),
        "Direktivstyrd": _blank(_flag(above), 0.03, random),
        "Förfarande": _blank(_pick(names, procedure), 0.03, random),
        "Typ av avtal": _pick(["Kontrakt", "Ramavtal"], (random.random(rows) < 0.45).astype(int)),
        "Dynamiskt inköpssystem": _chance(rows, 0.03, random),
        "Elektronisk auktion": _chance(rows, 0.005, random),
        "Anbudsområden": _chance(rows, 0.3, random),
        "Samordnad upphandling": _chance(rows, 0.15, random),
        "Miljömässigt hållbar upphandling": _blank(_chance(rows, 0.85, random), 0.55, random),
        "Socialt hållbar upphandling": _blank(_chance(rows, 0.7, random), 0.65, random),
        "Innovationsupphandling": _blank(_chance(rows, 0.3, random), 0.8, random),
        "Reserverad upphandling": _chance(rows, 0.01, random),
        "Reserverat genomförande": _chance(rows, 0.01, random),
        "Annonsdatabas": _pick(
            ["Mercell Annonsdatabas", "e-Avrop", "KommersAnnons.se"], random.integers(0, 3, rows)
        ),
        "Överprövad": _chance(rows, 0.07, random),
    }


def _identity_columns(
    bought: np.ndarray, published: np.ndarray, random: np.random.Generator
) -> dict[str, pl.Series]:
    rows = len(bought)
    place = _pick(list(_PLACES), random.integers(0, len(_PLACES), rows))
    title = _pick([words for _, _, words, _ in _OBJECTS], bought)
    return {
        "Upphandlings-ID": "KH" + pl.Series(np.arange(1, rows + 1)).cast(pl.String),
        "Upphandlingens titel": (title + " " + place).str.strip_chars(),
        "Publiceringsdatum": pl.Series(published).cast(pl.String),
    }


def _lots(base: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    awarded = base.filter(pl.Series(random.random(base.height) < 0.85))
    lots = awarded.select(pl.all().repeat_by("_lots").explode()).with_columns(
        pl.int_range(pl.len()).over("Upphandlings-ID").alias("_n")
    )
    return lots.with_columns(
        ("CAN-" + pl.col("Upphandlings-ID") + "_" + (pl.col("_n") + 1).cast(pl.String)).alias(
            "Anbudsområdes-ID"
        ),
        pl.Series("_bidders", 1 + random.poisson(2.6, lots.height)),
    ).drop("_n")


def _winners(lots: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    rows = lots.height
    supplier = random.choice(WINNERS, rows, p=_skew(WINNERS))
    sizes = ["Mikroföretag", "Små företag", "Medelstora företag", "Stora företag"]
    size = (np.arange(WINNERS) * 7919) % 4
    names = [winner_name(n) for n in range(WINNERS)]
    return lots.drop("_value", "_lots", "_bidders").with_columns(
        _pick(names, supplier).alias("Namn för leverantör"),
        pl.lit("Privat").alias("Sektor för leverantör"),
        _blank(_pick(sizes, size[supplier]), 0.04, random).alias("Företagsstorlek för leverantör"),
        pl.lit("Övriga aktiebolag").alias("Juridisk form för leverantör"),
        pl.lit("F Byggindustri").alias("SNI-Avdelning för leverantör"),
        pl.lit("1").alias("Antal kontrakterade anbud*, Summa"),
    )


def _skew(count: int) -> np.ndarray:
    """Return Zipf-like weights: a few buy and win most."""
    weights = 1 / np.arange(1, count + 1) ** 0.8
    return np.asarray(weights / weights.sum())


def _pick(words: Sequence[str | None], index: np.ndarray) -> pl.Series:
    return pl.Series(list(words), dtype=pl.String).gather(pl.Series(index).cast(pl.UInt32))


def _flag(values: np.ndarray) -> pl.Series:
    return _pick(["False", "True"], values.astype(int))


def _chance(rows: int, share: float, random: np.random.Generator) -> pl.Series:
    return _flag(random.random(rows) < share)


def _blank(values: pl.Series, share: float, random: np.random.Generator) -> pl.Series:
    blank = pl.Series(random.random(len(values)) < share)
    return values.to_frame("v").select(pl.when(blank).then(None).otherwise(pl.col("v"))).to_series()


def _named(code: Cpv) -> str:
    return f"{code} {code.name('sv')}"
