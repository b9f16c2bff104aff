"""The documentation is true where a machine can tell: links, commands, options, settings, paths."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from kornhamn.jobs.cli import build_app

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "src" / "kornhamn" / "config" / "settings.py"
PAGES = sorted(
    path
    for folder in (ROOT, ROOT / "docs", ROOT / "src", ROOT / "tests", ROOT / "bench")
    for path in (folder.glob("*.md") if folder == ROOT else folder.rglob("*.md"))
    if "vendor" not in path.parts
)
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?://|mailto:)([^)\s]+)\)")
CODE = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
COMMAND = re.compile(r"(?:^|(?<=[\s/$]))kornhamn +([a-z][^\n]*)", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
PROGRAM = re.compile(r"(?<![\w./])(?:bin|\.ci)/[a-z.-]+")
VARIABLE = re.compile(r"\bKORNHAMN_[A-Z_]+|\bDATABASE_URL\b")
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users|mnt)/\w")
REGISTRY = re.compile(r"pypi\.org|pythonhosted|npmjs|registry\.|/simple\b|artifactory|nexus")


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def code(page: Path) -> Iterator[str]:
    """Yield every code block and every word in code of a page."""
    for block, word in CODE.findall(read(page)):
        yield block or word


def anchors(page: Path) -> set[str]:
    """Return the addresses within a page: its headings and its own marks."""
    text = re.sub(r"```.*?```", "", read(page), flags=re.DOTALL)
    headings = re.findall(r"^#+ +(.+)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return slugs | set(re.findall(r'<a id="([^"]+)">', text))


def broken_links(page: Path, root: Path = ROOT) -> Iterator[str]:
    for target in LINK.findall(read(page)):
        path, _, mark = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        outside = not found.exists() or not found.is_relative_to(root)
        if outside or (mark and mark not in anchors(found)):
            yield target


@cache
def variables_read() -> frozenset[str]:
    programs = [*ROOT.glob("bin/*"), *(ROOT / "src" / "kornhamn").rglob("*.py")]
    return frozenset(name for path in programs for name in VARIABLE.findall(read(path)))


@pytest.fixture(scope="module")
def program() -> TyperGroup:
    command = get_command(build_app())
    assert isinstance(command, TyperGroup)
    return command


def unknown_commands(page: Path, program: TyperGroup) -> Iterator[str]:
    for line in (line for text in code(page) for line in COMMAND.findall(text)):
        words, command = [w for w in line.split() if w != "[OPTIONS]"], program
        while isinstance(command, TyperGroup):
            word = words.pop(0) if words else "COMMAND"
            if word not in command.commands:
                yield from [] if word == "COMMAND" else [line]
                break
            command = command.commands[word]
        else:
            known = {option for param in command.params for option in param.opts}
            known |= {option for param in command.params for option in param.secondary_opts}
            if set(OPTION.findall(line)) - known - {"--help"}:
                yield line


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert list(broken_links(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_and_option_exists(page: Path, program: TyperGroup) -> None:
    assert list(unknown_commands(page, program)) == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_program_of_the_repository_exists(page: Path) -> None:
    named = {found for text in code(page) for found in PROGRAM.findall(text)}
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_variable_of_the_environment_is_read_somewhere(page: Path) -> None:
    assert set(VARIABLE.findall(read(page))) - variables_read() == set()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_page_names_one_machine_or_one_registry(page: Path) -> None:
    text = read(page)
    assert [found for found in (MACHINE.search(text), REGISTRY.search(text)) if found] == []


def test_every_setting_is_described() -> None:
    described = VARIABLE.findall(read(ROOT / "docs" / "reference" / "settings.md"))
    assert set(VARIABLE.findall(read(SETTINGS))) - set(described) == set()


def test_every_page_of_the_documentation_is_reached_from_its_front() -> None:
    front = ROOT / "docs" / "README.md"
    reached, waiting = set(), [front]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        targets = {
            (page.parent / link.partition("#")[0]).resolve() for link in LINK.findall(read(page))
        }
        waiting += [path for path in targets if path.suffix == ".md" and path not in reached]
    assert [name(page) for page in (ROOT / "docs").rglob("*.md") if page not in reached] == []


def test_the_search_for_faults_finds_them(tmp_path: Path, program: TyperGroup) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# One\n[a](missing.md) [b](#two) [c](#one)\n\n"
        "`kornhamn nonsense` `kornhamn migrate --no`\n"
        "```\n.venv/bin/kornhamn serve --port 1\nkornhamn serve --colour red\n```\n"
    )
    assert list(broken_links(page, tmp_path)) == ["missing.md", "#two"]
    assert list(unknown_commands(page, program)) == [
        "nonsense",
        "migrate --no",
        "serve --colour red",
    ]
