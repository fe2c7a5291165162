"""CONTRIBUTING.md and README.md are true: what they name is there, and what they quote of the code stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("CONTRIBUTING.md", "README.md")}
CONTRIBUTING = DOCUMENTS["CONTRIBUTING.md"]
FOLDERS = {"src", "data", "models", "tests", "benchmarks", ".ci", ".github", ".gitlab"}
FENCED = re.compile(r"^ *```(\w*)\n(.+?)^ *```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS)
def test_every_path_is_there(text: str) -> None:
    """Paths from the root of the repository, and what links lead to."""
    prose = FENCED.sub("", text)
    named = {path for path in re.findall(r"`([^`\s]+)`", prose) if path.partition("/")[0] in FOLDERS}
    named |= {path for path in re.findall(r"\]\(([^)#\s]+)\)", prose) if "://" not in path}
    assert named
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS)
def test_every_section_is_there(text: str) -> None:
    """What a link inside the page leads to is one of its headings."""
    prose = FENCED.sub("", text)
    headings = {_slug(heading) for heading in re.findall(r"^#+ (.+)$", prose, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", prose)) - headings == set()


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_what_is_quoted_stands_in_the_code() -> None:
    """Every line of Python or TOML that a recipe shows is one of the package's."""
    package = ROOT / "src" / "promolint"
    lines = {line.strip().rstrip(",") for path in package.rglob("*.[pt]*") if path.is_file() for line in _lines(path)}
    quoted = [
        line.strip().rstrip(",") for kind, block in FENCED.findall(CONTRIBUTING) if kind for line in block.splitlines()
    ]
    assert len(quoted) >= 6
    assert [line for line in quoted if line not in lines] == []


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.suffix in {".py", ".toml"} else []


def test_the_map_is_true() -> None:
    """Everything that the map names is where it says, and no folder of the package is missing."""
    (drawn,) = [block for _, block in FENCED.findall(CONTRIBUTING) if block.startswith("data/")]
    package, named, folder = ROOT / "src" / "promolint", set(), ROOT
    for line in drawn.splitlines():
        entry, _, told = line.partition("  ") if line[0] != " " else line[2:].partition("  ")
        if entry:
            place = (ROOT if line[0] != " " else package) / entry
            folder = place if place.is_dir() else place.parent
            named.add(place)
        named |= {folder / name for name in re.findall(r"\b[a-z_]+(?:\.py|\.toml|/)", told)}
    assert sorted(str(path) for path in named if not path.exists()) == []
    assert {path for path in package.iterdir() if path.is_dir() and path.name != "__pycache__"} <= named
