"""Reading a rulebook's TOML with a place in the file for everything that is wrong."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from kornhamn.kernel.errors import N_, DomainError, phrase
from kornhamn.kernel.texts import Text

Choice = TypeVar("Choice", bound=StrEnum)


class RulebookError(DomainError):
    """One fault of a rulebook's file: where it is, what is wrong and what to do."""

    code = "rulebook-refused"
    message = N_("%(file)s, line %(line)s: %(where)s%(problem)s %(remedy)s")

    def __init__(self, file: str, line: int, *, where: str = "", problem: str, remedy: str) -> None:
        self.file, self.line, self.where = file, line, where
        self.problem, self.remedy = problem, remedy
        place = phrase("%(where)s: ", where=where) if where else ""
        super().__init__(file=file, line=line, where=place, problem=problem, remedy=remedy)


class RulebookErrors(DomainError):  # noqa: N818 - several of them
    """All the faults of a rulebook together, so that they are mended in one go."""

    code = "rulebook-refused"
    message = N_("The rulebook does not load:\n%(faults)s")

    def __init__(self, errors: Collection[RulebookError]) -> None:
        self.errors = tuple(errors)
        super().__init__(faults=self.errors)


@dataclass(frozen=True, slots=True)
class TomlFile:
    """One file as text, and the list to which every fault found in it is added."""

    name: str
    text: str
    errors: list[RulebookError]
    readable: bool = True

    @classmethod
    def at(cls, path: Path, errors: list[RulebookError]) -> "TomlFile":
        """Return the file at a path; a file that is absent or no UTF-8 is a fault."""
        name = f"{path.parent.name}/{path.name}"
        try:
            return cls(name, path.read_text(encoding="utf-8"), errors)
        except FileNotFoundError:
            problem, remedy = N_("The file does not exist."), N_("Add it, or correct its name.")
        except UnicodeDecodeError:
            problem, remedy = N_("The file is not UTF-8."), N_("Save it as UTF-8.")
        errors.append(RulebookError(name, 1, problem=problem, remedy=remedy))
        return cls(name, "", errors, readable=False)

    def table(self) -> "Table":
        """Return the whole file; TOML that cannot be read is a fault and gives an empty table."""
        try:
            values = tomllib.loads(self.text, parse_float=Decimal)
            return Table(self, values, broken=not self.readable)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"at line (\d+)", str(error))
            line = int(found[1]) if found else self.text.count("\n") + 1
            problem = phrase("The TOML cannot be read: %(error)s.", error=error)
            remedy = N_("Check quotes, brackets and that no key stands twice.")
            self.errors.append(RulebookError(self.name, line, problem=problem, remedy=remedy))
            return Table(self, {}, broken=True)

    def line(self, pattern: str, *, after: int = 1, before: int | None = None) -> int | None:
        """Return the first line from `after` until `before` whose beginning matches, if any."""
        lines = self.text.splitlines()[after - 1 : before]
        found = (number for number, line in enumerate(lines, after) if re.match(pattern, line))
        return next(found, None)


@dataclass(slots=True)
class Table:
    """A TOML table being read: asks for keys by type and notes each fault where it is."""

    file: TomlFile
    values: Mapping[str, Any]
    line: int = 1
    end: int | None = None  # the last line of the table
    where: str = ""  # what a reader calls it, as: clause insight.whistleblowing
    broken: bool = False  # the file could not be read, which has been said
    asked: set[str] = field(default_factory=set)

    def fault(self, problem: str, remedy: str, *, key: str | None = None, down: int = 0) -> None:
        """Note a fault at the line of a key, or of the table, `down` lines further down."""
        if not self.broken:
            line = self.line_of(key) + down
            self.file.errors.append(
                RulebookError(
                    self.file.name, line, where=self.where, problem=problem, remedy=remedy
                )
            )

    def line_of(self, key: str | None) -> int:
        """Return the line where a key stands, or where the table begins."""
        pattern = rf'\s*"?{re.escape(key or "")}"?\s*='
        found = self.file.line(pattern, after=self.line, before=self.end) if key else None
        return found or self.line

    def begins_below(self, key: str) -> bool:
        """Return whether a text in triple quotes begins on the line below its key."""
        line = self.file.text.splitlines()[self.line_of(key) - 1]
        return line.rstrip().endswith(("'''", '"""'))

    def get(
        self, key: str, kind: type | tuple[type, ...], form: str, *, needed: bool = True
    ) -> Any:  # noqa: ANN401 - the caller names the kind
        """Return a key's value if it is of a kind; else note the fault and return None."""
        self.asked.add(key)
        value = self.values.get(key)
        if key not in self.values:
            if needed:
                self.fault(
                    phrase("The key %(key)s is missing.", key=key),
                    phrase("Add %(key)s = %(form)s.", key=key, form=form),
                )
            return None
        strict = kind is not bool and isinstance(value, bool)
        if strict or not isinstance(value, kind) or value in ("", []):
            self.fault(
                phrase("The key %(key)s is not as it should be.", key=key),
                phrase("Write %(key)s = %(form)s.", key=key, form=form),
                key=key,
            )
            return None
        return value

    def text(self, key: str, form: str = '"…"') -> str:
        """Return a text that is not empty."""
        return str(self.get(key, str, form) or "")

    def bilingual(self, key: str) -> Text:
        """Return a text in both languages."""
        form = '{ sv = "…", en = "…" }'
        value = self.get(key, dict, form) or {}
        if value and (set(value) != {"sv", "en"} or not all(_filled(v) for v in value.values())):
            problem = phrase(
                "The text %(key)s needs Swedish and English, and nothing else.", key=key
            )
            self.fault(problem, phrase("Write %(key)s = %(form)s.", key=key, form=form), key=key)
        return Text(sv=str(value.get("sv", "")), en=str(value.get("en", "")))

    def day(self, key: str, *, needed: bool = True) -> date:
        """Return a date without time; date.min when missing or wrong."""
        value = self.get(key, date, "2021-12-31", needed=needed)
        if isinstance(value, datetime):
            self.fault(
                phrase("The key %(key)s has a time of day.", key=key),
                phrase("Write %(key)s = 2021-12-31.", key=key),
                key=key,
            )
        return value or date.min

    def whole(self, key: str) -> int:
        """Return a whole number above zero."""
        value = self.get(key, int, "1")
        if value is not None and value < 1:
            self.fault(
                phrase("The key %(key)s is below one.", key=key),
                phrase("Write %(key)s = 1 or more.", key=key),
                key=key,
            )
        return value or 1

    def choice(self, key: str, among: type[Choice]) -> Choice:
        """Return one of the words of an enumeration; its first when missing or wrong."""
        value = self.text(key, f'"{next(iter(among))}"')
        return self.one_of(value, among, key=key) if value else next(iter(among))

    def one_of(self, value: object, among: type[Choice], *, key: str) -> Choice:
        """Return the word of an enumeration that a value names."""
        if isinstance(value, str) and value in set(among):
            return among(value)
        self.fault(
            phrase("There is no %(key)s %(value)s.", key=key, value=repr(value)),
            phrase("Use one of: %(known)s.", known=", ".join(among)),
            key=key,
        )
        return next(iter(among))

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.get(key, list, '["…"]') or []
        if not all(_filled(word) for word in value):
            self.fault(
                phrase("The list %(key)s holds something else than text.", key=key),
                N_("Write texts."),
                key=key,
            )
        return tuple(word for word in value if _filled(word))

    def inner(self, key: str, *, needed: bool = True) -> "Table":
        """Return the table below this one that is headed by a key."""
        value = self.get(key, dict, phrase("a table"), needed=needed)
        line = self.file.line(rf"\s*\[(\S+\.)?{key}\]", after=self.line, before=self.end)
        broken = self.broken or value is None
        return Table(self.file, value or {}, line or self.line, self.end, self.where, broken)

    def each(self, key: str, called: str, name: str, *, needed: bool = True) -> Iterator["Table"]:
        """Yield the tables of an array headed [[key]]; `called` has a hole for the key `name`."""
        value = self.get(key, list, phrase("[[%(key)s]] tables", key=key), needed=needed) or []
        starts = [
            n
            for n, text in enumerate(self.file.text.splitlines(), 1)
            if re.match(rf"\s*\[\[{key}\]\]", text)
        ]
        ends: list[int | None] = [n - 1 for n in starts[1:]]
        for number, values in enumerate(value):
            found = number < len(starts)
            line = starts[number] if found else self.line
            end = [*ends, None][number] if found else None
            if isinstance(values, dict):
                title = phrase(called, name=values.get(name, number + 1))
                yield Table(self.file, values, line, end, title)

    def finish(self) -> None:
        """Note every key that nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                known = ", ".join(sorted(self.asked))
                self.fault(
                    phrase("The key %(key)s is not known.", key=key),
                    phrase("Known here: %(known)s.", known=known),
                    key=key,
                )


def _filled(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
