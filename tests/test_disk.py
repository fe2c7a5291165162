"""Reading from the disk: never more than a limit, whatever a name leads to."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest

from promolint.discover import Found
from promolint.disk import beginning, is_file, toml, whole
from promolint.lint import load

ENDLESS = Path("/dev/zero")


class _Told(io.BytesIO):
    """A file that adds up what is asked of it."""

    asked = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size >= 0
        self.asked += size
        return super().read(size)


@pytest.mark.parametrize("length", [0, 1, 99, 100, 101, 5_000])
def test_the_beginning_of_a_file(length: int) -> None:
    """All of it up to the limit; a longer one gives one byte more, and no more is asked of it."""
    file = _Told(b"x" * length)
    assert len(beginning(file, 100)) == min(length, 101)
    assert file.asked == 101


@pytest.mark.parametrize("limit", [10**6 - 1, 10**6, 3 * 10**6, 10**300])
def test_a_limit_beyond_all_memory(limit: int) -> None:
    """No memory is taken for what may come, only for what does."""
    data = os.urandom(1000) * 2500
    assert beginning(io.BytesIO(data), limit) == data[: limit + 1]


def test_a_device_without_end() -> None:
    """It is read up to the limit, as is a file that grows while it is read."""
    (source,) = load([Found(ENDLESS, "zero.html")], 1000)
    assert (source.failure, source.data) == (None, b"\0" * 1001)
    with pytest.raises(OSError, match=r"larger than 0\.001 MB"):
        whole(ENDLESS, 1000)


def test_a_pipe_that_is_named_is_read(tmp_path: Path) -> None:
    """As a shell makes one of ``<(…)``; what comes in pieces comes whole."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def write() -> None:
        with pipe.open("wb", buffering=0) as file:
            for _ in range(300):
                file.write(b"a" * 1000)

    writer = threading.Thread(target=write)
    writer.start()
    (source,) = load([Found(pipe, "pipe")], 1_000_000)
    writer.join()
    assert len(source.data) == 300_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"a = " + b"[" * 5000, "nested too deeply"),
        (b"a = " + b"{b=" * 5000, "nested too deeply"),
        (b"a = \xff", "codec can't decode"),
        (b"a = 1" * 2, "line 1"),
        (b"a = 1" + b"1" * 5000, "limit"),
        (b"\0", "line 1"),
    ],
)
def test_a_broken_toml_file(text: bytes, said: str, tmp_path: Path) -> None:
    """It is one kind of error, whatever is broken."""
    path = tmp_path / "a.toml"
    path.write_bytes(text)
    with pytest.raises(ValueError, match=said):
        toml(path)


def test_whether_a_file_lies_there(tmp_path: Path) -> None:
    """A name that no file can have, a folder, a pipe, a circle of links: there is none, and nothing is raised."""
    tmp_path.joinpath("a").touch()
    tmp_path.joinpath("loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    names = ["a", "b", "loop", "pipe", ".", "x" * 5000, "a/b", "nul\0", "\udcff", "\ud800"]
    assert [name for name in names if is_file(tmp_path / name)] == ["a"]
