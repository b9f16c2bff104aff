"""What the trail records, and how an entry is hashed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

FIRST_HASH = "0" * 64


class Author(Protocol):
    """Whoever did a deed; every `Actor` is one."""

    @property
    def id(self) -> str:
        """The stable identity."""

    @property
    def name(self) -> str:
        """The name as it was that day."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb done to a subject, with the details somebody may ask about later."""

    verb: str
    subject_type: str
    subject_id: str
    details: Mapping[str, object] = field(default_factory=dict)


def entry_hash(
    *, number: int, at: datetime, actor_id: str, actor_name: str, deed: Deed, previous_hash: str
) -> str:
    """Return SHA-256 (hex) over the entry as canonical JSON, the previous hash included."""
    content = [
        number, at.astimezone(UTC).isoformat(timespec="microseconds"), actor_id, actor_name,
        deed.verb, deed.subject_type, deed.subject_id, dict(deed.details), previous_hash,
    ]  # fmt: skip
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
