"""A small rulebook on disk that loads, to be broken in one place by each test."""

from pathlib import Path

INSTRUMENT = """\
id = "programme"
title = { sv = "Programmet", en = "The programme" }
editions = ["first", "second"]
"""
ADOPTIONS = """\
[[adoption]]
edition = "first"
valid_from = 2020-01-01
valid_to = 2022-01-01
decision = "KF 2019-12-01 § 3"

[[adoption]]
edition = "second"
valid_from = 2022-01-01
decision = "KF 2021-12-01 § 4"
"""
EDITION = """\
[edition]
id = "first"
title = { sv = "Första", en = "First" }
summary = { sv = "Den första.", en = "The first." }
source = "Exempel"

[[goal]]
id = "goal-1"
kind = "guiding"
title = { sv = "Målet", en = "The goal" }

[[clause]]
id = "quality.relevant"
heading = "Kvalitet"
title = { sv = "Kvalitet", en = "Quality" }
statement = { sv = "Krav har syfte.", en = "Requirements have a purpose." }
goal = "goal-1"
addressees = ["AUTH"]
subject = "case"
phase = "procure"
force = "shall"
applies = "TRUE"
satisfied = "list_contains(terms, 'open')"
[clause.guidance]
text = { sv = "Gör så.", en = "Do so." }
owner = "SLK"
version = 1
reviewed_on = 2021-05-01
review_within_months = 12

[[clause]]
id = "food.organic"
heading = "Livsmedel"
title = { sv = "Ekologiskt", en = "Organic" }
statement = { sv = "Ekologiskt krävs.", en = "Organic is required." }
goal = "goal-1"
addressees = ["AUTH", "KS"]
subject = "case"
phase = "procure"
force = "shall-unless"
applies = "food AND value >= 700000"
satisfied = '''
tenders >= 2
AND cpv LIKE '15%'
'''
guidance = { text = { sv = "Gör så.", en = "Do so." }, owner = "SLK", version = 1, \
reviewed_on = 2021-05-01, review_within_months = 12 }
"""


def write(folder: Path) -> Path:
    """Write the rulebook in a folder below `folder` and return that."""
    home = folder / "programme"
    home.mkdir()
    (home / "instrument.toml").write_text(INSTRUMENT)
    (home / "adoptions.toml").write_text(ADOPTIONS)
    (home / "first.toml").write_text(EDITION)
    (home / "second.toml").write_text(EDITION.replace('id = "first"', 'id = "second"'))
    return home


def change(file: Path, old: str, new: str) -> None:
    """Replace a text that stands once or first in a file."""
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
