"""Which transactions are purchases, from whom and for which unit, as far as the file says."""

from dataclasses import dataclass

import polars as pl

from kornhamn.spend.ledger.formats.sie_head import INVOICE, PAY, SUPPLIER, UNIT, Head
from kornhamn.spend.ledger.formats.sie_posts import objects_of

# what accounting systems write before and after the name of a supplier
_KIND = (
    r"leverantörsfakt(?:ura)?|lev\.?\s?fakt(?:ura)?|kreditfaktura|inköpsfaktura|faktura"
    r"|beställningsnr|supplier invoice"
)
_BEFORE = rf"(?i)^(?:\[\d+\]|\b(?:{_KIND})\b[.:]?|nr\.?|[A-Z]{{0,3}}\d[\d-]{{2,}}\b|[\s:,/-]+)+"
_AFTER = r"(?i)[\s,/(-]+(?:fakt(?:ura)?\.?\s*)?(?:nr\.?\s*)?\d[\d-]*\)?$"
_NO_NAME = r"(?i)journal|^attest|^lev\.? ?fakt|^inköp$|^leverantörsfaktur"


@dataclass(frozen=True, slots=True)
class Sorted:
    """Transactions told apart: purchases, costs without a supplier, and how many are neither."""

    purchases: pl.DataFrame
    other_costs: pl.DataFrame
    balances: int


def sort_out(told: pl.DataFrame, head: Head, *, has_suppliers: bool) -> Sorted:
    """Tell purchases from the rest.

    A purchase is a cost or an investment in a voucher that owes a supplier. Where the file never
    says who is owed, it is every cost that is not pay, pension or depreciation.
    """
    marked = _with_objects(told, head).join(_accounts(told, head), on="account", how="left")
    owes = (pl.col("payable") | pl.col("supplier_id").is_not_null()).any().over("begins")
    from_supplier = owes if has_suppliers else ~pl.col("payroll") & ~_speaks_of_pay()
    marked = marked.with_columns(from_supplier.alias("from_supplier"))
    bought = marked.filter("purchase")
    return Sorted(
        purchases=bought.filter("from_supplier"),
        other_costs=bought.filter(~pl.col("from_supplier")),
        balances=marked.height - bought.height,
    )


def _speaks_of_pay() -> pl.Expr:
    texts = pl.concat_str("voucher_text", "text", separator=" ", ignore_nulls=True)
    return texts.str.to_lowercase().str.contains(PAY)


def owes_suppliers(told: pl.DataFrame, head: Head) -> bool:
    """Tell whether the transactions say who is owed, by an account or by an object."""
    if any(SUPPLIER in objects_of(text) for text in told["objects"].unique()):
        return True
    return any(head.is_payable(account) for account in told["account"].unique())


def _accounts(told: pl.DataFrame, head: Head) -> pl.DataFrame:
    """Return what each account is, asked once for each."""
    numbers = told["account"].unique().to_list()
    return pl.DataFrame(
        {
            "account": pl.Series(numbers, dtype=pl.String),
            "account_text": pl.Series([head.accounts.get(n) for n in numbers], dtype=pl.String),
            "payable": pl.Series([head.is_payable(n) for n in numbers], dtype=pl.Boolean),
            "purchase": pl.Series([head.is_purchase(n) for n in numbers], dtype=pl.Boolean),
            "payroll": pl.Series([head.is_payroll(n) for n in numbers], dtype=pl.Boolean),
        }
    )


def _with_objects(told: pl.DataFrame, head: Head) -> pl.DataFrame:
    """Add unit, supplier, supplier_id and invoice: the row's own, else its voucher's only one."""
    texts = told["objects"].unique().to_list()
    found = [objects_of(text) for text in texts]
    columns = {
        "unit": [_unit(head, one.get(UNIT)) for one in found],
        "supplier": [head.objects.get((SUPPLIER, one.get(SUPPLIER, ""))) for one in found],
        "supplier_id": [one.get(SUPPLIER) for one in found],
        "invoice": [one.get(INVOICE) for one in found],
    }
    schema = dict.fromkeys(("objects", *columns), pl.String)
    frame = pl.DataFrame({"objects": texts, **columns}, schema=schema)
    joined = told.join(frame, on="objects", how="left", maintain_order="left")
    only = pl.col("supplier_id").drop_nulls().n_unique().over("begins") == 1
    return joined.with_columns(
        pl.when(only)
        .then(pl.col(name).fill_null(pl.col(name).drop_nulls().first().over("begins")))
        .otherwise(name)
        .alias(name)
        for name in ("supplier", "supplier_id", "invoice")
    )


def _unit(head: Head, number: str | None) -> str | None:
    return head.objects.get((UNIT, number), number) if number else None


def name_in(text: str) -> pl.Expr:
    """Return the supplier's name in a text such as “Lev.fakt 4711 Städ AB”, if there is one."""
    bare = pl.col(text).str.replace(_BEFORE, "").str.replace(_AFTER, "").str.strip_chars(" ,-/")
    return pl.when(bare.str.contains(r"\p{L}{2}") & ~bare.str.contains(_NO_NAME)).then(bare)
