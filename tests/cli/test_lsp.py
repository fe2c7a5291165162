"""``promolint lsp`` where it cannot serve."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Ask = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("missing", ["pygls", "lsprotocol"])
def test_without_the_extra(missing: str, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install, and no more; nothing goes to standard output, where an editor listens."""
    for name in [name for name in sys.modules if name.partition(".")[0] == missing or name.startswith("promolint.lsp")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    ran = ask("lsp")
    told = f"promolint: {missing} is not installed, or too old. Run: pip install 'promolint[lsp]'\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", told)
