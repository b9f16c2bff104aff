"""Verb: record what a source answered about many suppliers, and see what changed."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import polars as pl
from django.db import connection, transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission
from kornhamn.suppliers.actions.copying import copy_in
from kornhamn.suppliers.models import CheckRun
from kornhamn.suppliers.types import Answer, CheckOutcome, CheckSource

_LOCK = 0x43686563  # the key of the advisory lock: runs are written one at a time
_COLUMNS = {"supplier_id": "integer", "outcome": "text", "details": "jsonb"}
_STANDS = "c.is_current AND c.kind = %(kind)s AND c.supplier_id = g.supplier_id"
_SAME = "c.outcome = g.outcome AND c.details = g.details"
_CONFIRM = f"""
UPDATE suppliers_check c SET last_asked_at = %(at)s, last_run_id = %(run)s
FROM given_answer g WHERE {_STANDS} AND {_SAME}
"""  # noqa: S608 - made of constants
_PAST = f"""
UPDATE suppliers_check c SET is_current = false
FROM given_answer g WHERE {_STANDS} AND NOT ({_SAME})
"""  # noqa: S608 - made of constants
# changed: known now and known before, and not the same; what could not be asked is no change
_ENTER = f"""
INSERT INTO suppliers_check (supplier_id, kind, outcome, details, first_run_id, last_run_id,
  first_asked_at, last_asked_at, is_current, changed, assessment, assessed_by_name)
SELECT g.supplier_id, %(kind)s, g.outcome, g.details, %(run)s, %(run)s, %(at)s, %(at)s, true,
  g.outcome <> 'unknown' AND known.id IS NOT NULL
    AND (known.outcome, known.details) IS DISTINCT FROM (g.outcome, g.details), '', ''
FROM given_answer g
LEFT JOIN suppliers_check c ON {_STANDS}
LEFT JOIN LATERAL (
  SELECT k.id, k.outcome, k.details FROM suppliers_check k
  WHERE k.supplier_id = g.supplier_id AND k.kind = %(kind)s AND k.outcome <> 'unknown'
  ORDER BY k.last_asked_at DESC, k.id DESC LIMIT 1
) known ON true
WHERE c.id IS NULL
"""  # noqa: S608 - made of constants


@transaction.atomic
def record_answers(
    answers: Sequence[Answer], source: CheckSource, *, by: Actor, at: datetime
) -> CheckRun:
    """Record the answers of one asking; `changed` counts those unlike the last known answer."""
    require(by, Permission.CHECK_SUPPLIERS)
    counted = Counter(answer.outcome for answer in answers)
    run = CheckRun.objects.create(
        kind=source.kind,
        source=source.name,
        version=source.version,
        sha256=source.sha256,
        asked_at=at,
        by_name=by.name,
        asked=len(answers),
        clear=counted[CheckOutcome.CLEAR],
        remark=counted[CheckOutcome.REMARK],
        unknown=counted[CheckOutcome.UNKNOWN],
    )
    _write(answers, {"kind": source.kind.value, "at": at, "run": str(run.pk)})
    run.changed = run.first_answers.filter(changed=True).count()
    run.save(update_fields=["changed"])
    details = {
        "kind": source.kind.value,
        "source": source.name,
        "version": source.version,
        "asked": run.asked,
        "remark": run.remark,
        "unknown": run.unknown,
        "changed": run.changed,
    }
    record(Deed("suppliers.checked", "check-run", str(run.pk), details), by=by, at=at)
    return run


def _write(answers: Sequence[Answer], values: dict[str, str | datetime]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        copy_in(cursor, "given_answer", _frame(answers), _COLUMNS)
        for statement in (_CONFIRM, _PAST, _ENTER):
            cursor.execute(statement, values)
        cursor.execute("DROP TABLE given_answer")


def _frame(answers: Sequence[Answer]) -> pl.DataFrame:
    rows = [
        (
            answer.supplier,
            answer.outcome.value,
            json.dumps(dict(answer.details), ensure_ascii=False, sort_keys=True),
        )
        for answer in answers
    ]
    return pl.DataFrame(rows, schema=list(_COLUMNS), orient="row")
