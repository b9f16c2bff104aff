"""Tables of ledgers: where they come from, each load, and the dimensions its lines point at.

The lines themselves are columns in files, never rows here: see `types.columns`.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kornhamn.kernel.choices import choices
from kornhamn.organisation.models import Authority, Person
from kornhamn.spend.types import ClassifiedBy, LoadState
from kornhamn.suppliers.models import Spelling, Supplier


class LedgerSource(models.Model):
    """A ledger that files come from time and again, with the mapping of its columns."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    authority = models.ForeignKey(  # whose lines they are where the file does not say
        Authority, on_delete=models.PROTECT, null=True, related_name="ledger_sources"
    )
    header = models.JSONField(default=list)  # the column names the mapping was made for
    mapping = models.JSONField(default=dict)  # as written by spend.ledger.mapping
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class LedgerLoad(models.Model):
    """One file taken in as a whole, and undone as a whole.

    rows_read = rows_taken + rows_refused, and ore_read = ore_taken + ore_refused, to the öre; an
    amount that cannot be read counts in neither and is a refused row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(LedgerSource, on_delete=models.PROTECT, related_name="loads")
    state = models.CharField(max_length=12, choices=choices(LoadState), default=LoadState.WAITING)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    contents = models.CharField(max_length=64, blank=True, db_index=True)  # of the lines as taken
    size = models.PositiveBigIntegerField()
    format = models.JSONField(default=dict)  # encoding, line end, separator, … as recognised
    mapping = models.JSONField(default=dict)  # as it was when the file was read
    rows_read = models.PositiveIntegerField(default=0)
    rows_taken = models.PositiveIntegerField(default=0)
    rows_refused = models.PositiveIntegerField(default=0)
    remarks = models.PositiveIntegerField(default=0)
    ore_read = models.BigIntegerField(default=0)
    ore_taken = models.BigIntegerField(default=0)
    ore_refused = models.BigIntegerField(default=0)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    by_id = models.TextField(default="")
    by_name = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_name = models.CharField(max_length=200, blank=True)
    refusal = models.JSONField(default=dict, blank=True)  # code, message and params of the error

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "contents"],
                condition=Q(state=LoadState.LOADED.value),
                name="ledger_load_once",
            ),
            models.CheckConstraint(
                condition=~Q(state=LoadState.LOADED.value)
                | Q(
                    rows_read=models.F("rows_taken") + models.F("rows_refused"),
                    ore_read=models.F("ore_taken") + models.F("ore_refused"),
                ),
                name="ledger_load_accounted_for",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class Unit(models.Model):
    """Who bought, as ledgers say it (buyer number, buyer, unit), and which authority that is."""

    key = models.AutoField(primary_key=True)
    buyer_number = models.CharField(max_length=20, blank=True)
    buyer = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey(LedgerSource, on_delete=models.CASCADE, related_name="units")
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, null=True, related_name="ledger_units"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "buyer_number", "buyer", "unit"], name="unit_once"
            )
        ]

    def __str__(self) -> str:
        return self.unit or self.buyer


class Account(models.Model):
    """An account of a chart of accounts, as ledgers write it."""

    key = models.AutoField(primary_key=True)
    number = models.CharField(max_length=20, blank=True)
    text = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number", "text"], name="account_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()


class Posting(models.Model):
    """What is bought from whom on which account: the smallest thing that has a category.

    All lines with the same spelling, account and text share one posting, so that a decision about
    it holds for all of them.
    """

    key = models.AutoField(primary_key=True)
    spelling = models.ForeignKey(Spelling, on_delete=models.PROTECT, related_name="postings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings")
    text = models.CharField(max_length=250, blank=True)  # what the line says was bought
    category = models.CharField(max_length=40, blank=True)  # a code of the tree; blank is unknown
    classified_by = models.CharField(max_length=6, choices=choices(ClassifiedBy), blank=True)
    confidence = models.FloatField(null=True)  # 0–1, where a model proposed it

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["spelling", "account", "text"], name="posting_once"),
            models.CheckConstraint(
                condition=Q(category="") | ~Q(classified_by=""),
                name="posting_category_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.account)


class CategoryRule(models.Model):
    """A person's rule: what a supplier, an account or an agreement means for the category."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    supplier = models.ForeignKey(Supplier, on_delete=models.CASCADE, null=True, related_name="+")
    account_prefix = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=120, blank=True)  # the line's text holds them
    category = models.CharField(max_length=40)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(supplier__isnull=False) | ~Q(account_prefix="") | ~Q(words=""),
                name="category_rule_says_when",
            ),
            models.UniqueConstraint(
                fields=["supplier", "account_prefix", "words"],
                name="category_rule_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.category


class CategoryDecision(models.Model):
    """What a person said some postings are, with what they were before, so that it can be undone.

    `proposed` is what the model said, or blank: the decisions tell how often it was right.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    category = models.CharField(max_length=40)
    proposed = models.CharField(max_length=40, blank=True)
    before = models.JSONField(default=list)  # [key, category, classified_by, confidence] a posting
    rule = models.ForeignKey(  # the rule that was made in the same breath
        CategoryRule, on_delete=models.SET_NULL, null=True, related_name="decisions"
    )
    about = models.CharField(max_length=250)  # what was decided on, in words
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    decided_by_name = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-decided_at", "-id"]

    def __str__(self) -> str:
        return self.about


class CategoryModel(models.Model):
    """A model that was learned: from what, when, and how good it turned out to be.

    Its file lies below settings.MODELS and is opened only while its digest is the one noted here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    started_at = models.DateTimeField()
    learned_at = models.DateTimeField(null=True)  # null while it is being learned
    by_name = models.CharField(max_length=200)
    learned_from = models.CharField(max_length=64, blank=True)  # digest of the data, in order
    sha256 = models.CharField(max_length=64, blank=True)  # of the file
    titles = models.PositiveIntegerField(default=0)
    labels = models.PositiveIntegerField(default=0)  # texts of CPV and of the tree
    accepted = models.PositiveIntegerField(default=0)  # postings that people decided
    measures = models.JSONField(default=dict)  # see spend.classification.measuring

    class Meta:
        ordering: ClassVar = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"
