"""The house keeps its plan: doors, file sizes, clocks, furniture."""

import re
from pathlib import Path

import grimp
import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "kornhamn"
FLOORS_WITH_DOORS = (
    "organisation",
    "audit",
    "suppliers",
    "categories",
    "procurement",
    "spend",
    "contracts",
    "analytics",
)
ROOF_AND_ENTRANCES = {"config"}
OPEN_DOORS = re.compile(r"^(actions|queries|permissions|types|rules|workflow)(\.|$)")
# a room's tables may be named by the tables of a higher room (foreign keys), nothing else
MODELS = re.compile(r"^models(\.|$)")
LONGEST_FILE = 400
PYTHON_FILES = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("kornhamn")


@pytest.mark.parametrize("room", FLOORS_WITH_DOORS)
def test_others_come_in_through_the_doors(graph: grimp.ImportGraph, room: str) -> None:
    strayed = []
    for module in graph.find_descendants(f"kornhamn.{room}"):
        inside = module.removeprefix(f"kornhamn.{room}.")
        for importer in graph.find_modules_that_directly_import(module):
            from_room = importer.split(".")[1]
            if from_room in {room, *ROOF_AND_ENTRANCES} or OPEN_DOORS.match(inside):
                continue
            if MODELS.match(inside) and ".models" in importer:
                continue
            strayed.append(f"{importer} → {module}")
    assert strayed == []


@pytest.mark.parametrize("path", PYTHON_FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_file_is_short_enough_to_hold_in_the_head(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


def test_every_room_says_what_it_is() -> None:
    rooms = [folder for folder in SOURCE.iterdir() if (folder / "__init__.py").exists()]
    without = [room.name for room in rooms if not (room / "README.md").exists()]
    assert without == []


def test_only_the_edge_reads_the_clock() -> None:
    clock = re.compile(r"timezone\.now\(|timezone\.localdate\(\)|datetime\.now\(|date\.today\(")
    readers = {
        str(path.relative_to(SOURCE)) for path in PYTHON_FILES if clock.search(path.read_text())
    }
    assert {r for r in readers if not r.startswith("jobs/")} == {"web/requests.py"}


def test_nothing_is_left_of_two_versions_put_together() -> None:
    kinds = {".css", ".html", ".js", ".md", ".po", ".py", ".toml"}
    marker = re.compile(r"^(<{7} |>{7} )", re.MULTILINE)
    told = [path for path in SOURCE.rglob("*") if path.suffix in kinds]
    assert [str(path) for path in told if marker.search(path.read_text())] == []
