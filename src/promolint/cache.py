"""What files gave in earlier runs, kept on disk: a file that is as it was need not be judged again.

The key is all that has a say: the file's name and bytes, what it is judged by, promolint's own code, the model. What
could not be read, or was judged only in part, is never kept. A cache that is broken, foreign, locked or on a full disk
is left alone, which is said once; the run goes on without it.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections import deque
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

import promolint
from promolint.judging.model import CARD, shipped_folder
from promolint.values.message import Declaration
from promolint.values.outcome import Examined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from promolint.lint import Local, Settings, Source

    Examiner = Callable[[Iterable[Source]], Iterator[tuple[Source, Examined]]]

FILE = "examined-v1.sqlite"
_WAIT = 2.0
_AT_ONCE = 200
_DAY = 86_400
_KEPT_DAYS = 30
_SCHEMA = "CREATE TABLE IF NOT EXISTS examined (key BLOB PRIMARY KEY, day INTEGER, value BLOB) WITHOUT ROWID"
_read = msgspec.json.Decoder(Examined).decode


def default_folder() -> Path:
    """The cache folder that the system has for its user."""
    import platformdirs

    return platformdirs.user_cache_path("promolint", appauthor=False)


def remembered(
    sources: Iterable[Source], settings: Settings, store: Store, examiner: Examiner
) -> Iterator[tuple[Source, Examined]]:
    """Each source with what it gives: out of the store what is there, from ``examiner`` what is not, in order."""
    waiting: deque[tuple[Source, bytes, Examined | None]] = deque()
    keys = _Keys(settings)

    def unknown() -> Iterator[Source]:
        for source in sources:
            key = keys.of(source)
            known = store.get(key) if source.failure is None else None
            waiting.append((source, key, known))
            if known is None:
                yield source

    for _, found in examiner(unknown()):
        yield from _known(waiting)
        source, key, _ = waiting.popleft()
        if not found.failures:
            store.put(key, found)
        yield source, found
    yield from _known(waiting)


def _known(waiting: deque[tuple[Source, bytes, Examined | None]]) -> Iterator[tuple[Source, Examined]]:
    while waiting and (found := waiting[0][2]) is not None:
        yield waiting.popleft()[0], found


class Store:
    """Remembered results in one file, safe with several runs at once; it never raises, and ``trouble`` says why not."""

    def __init__(self, folder: Path) -> None:
        self.trouble = ""
        self._file = folder / FILE
        self._day = int(time.time() // _DAY)
        self._new: list[tuple[bytes, int, bytes]] = []
        self._used: list[tuple[int, bytes]] = []
        self._base: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        """Open the file, which is made where there is none."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(self._file, timeout=_WAIT, isolation_level=None)
            self._base.execute(_SCHEMA)
            self._base.execute("SELECT key, day, value FROM examined LIMIT 0")
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what is new; what no run has asked for in thirty days goes."""
        self._save()
        with suppress(sqlite3.Error):
            if self._base is not None:
                self._base.execute("DELETE FROM examined WHERE day < ?", (self._day - _KEPT_DAYS,))
        self._close()

    def get(self, key: bytes) -> Examined | None:
        """What was found under a key; nothing where there is none, or none that can be understood."""
        if self._base is None:
            return None
        try:
            row = self._base.execute("SELECT day, value FROM examined WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        if row is None:
            return None
        try:
            found = _read(row[1])
        except (msgspec.DecodeError, TypeError):
            return None
        if row[0] != self._day:
            self._used.append((self._day, key))
        return found

    def put(self, key: bytes, found: Examined) -> None:
        """Remember what was found; many are written at once."""
        if self._base is None:
            return
        try:
            value = msgspec.json.encode(found)
        except UnicodeEncodeError:  # bytes of a mail that are in no known encoding
            return
        self._new.append((key, self._day, value))
        if len(self._new) >= _AT_ONCE:
            self._save()

    def _save(self) -> None:
        new, used, self._new, self._used = self._new, self._used, [], []
        if self._base is None or not (new or used):
            return
        try:
            self._base.execute("BEGIN IMMEDIATE")
            self._base.executemany("INSERT OR REPLACE INTO examined VALUES (?, ?, ?)", new)
            self._base.executemany("UPDATE examined SET day = ? WHERE key = ?", used)
            self._base.execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        self.trouble = f"The cache “{self._file}” cannot be used: {error}. Delete it, or say --no-cache."
        self._close()

    def _close(self) -> None:
        base, self._base = self._base, None
        with suppress(sqlite3.Error):
            if base is not None:
                base.close()


class _Keys:
    """The keys of files under some settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._common = _digest(_code(), settings.declaration, settings.max_bytes)
        self._everywhere = None if settings.local else self._of(settings.at(""))

    def of(self, source: Source) -> bytes:
        """All that has a say in what a file gives, as 32 bytes."""
        local = self._everywhere or self._of(self._settings.at(source.name))
        name = source.name.encode("utf-8", "surrogatepass")
        plain = source.declaration == Declaration() and not source.subject
        said = b"" if plain else _digest(source.declaration, source.subject)
        return hashlib.sha256(b"\0".join((self._common, local, said, name, source.data))).digest()

    def _of(self, local: Local) -> bytes:
        model = local.model
        others = [value for name, value in zip(local._fields, local, strict=True) if name != "model"]
        return _digest(model.version, model.calibration, others)


def _digest(*values: object) -> bytes:
    return hashlib.sha256(msgspec.json.encode(values, order="deterministic")).digest()


@cache
def _code() -> tuple[str, ...]:
    """What tells this promolint and its model from any other: the sizes and times of its files."""
    package = Path(promolint.__file__).parent
    files = sorted(path for path in package.rglob("*") if path.suffix in {".py", ".toml"})
    told = [f"{path.relative_to(package)} {(seen := path.stat()).st_size} {seen.st_mtime_ns}" for path in files]
    return (*told, shipped_folder().joinpath(CARD).read_text("utf-8"))
