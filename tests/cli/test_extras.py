"""What a command says where the packages of its extra are missing."""

from __future__ import annotations

import sys

import pytest

from promolint.cli.extras import extra
from promolint.errors import UsageError


@pytest.mark.parametrize(
    ("name", "module", "package"),
    [
        ("lsp", "pygls.lsp.server", "pygls"),
        ("lsp", "lsprotocol", "lsprotocol"),
        ("train", "sklearn.linear_model", "sklearn"),
        ("train", "torch", "torch"),
        ("watch", "watchfiles", "watchfiles"),
    ],
)
def test_a_missing_package_is_named_with_its_extra(
    name: str, module: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing else of the error is told."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError) as told, extra(name):
        __import__(module)
    assert str(told.value) == f"{package} is not installed, or too old. Run: pip install 'promolint[{name}]'"


def test_another_missing_module_is_a_fault_of_its_own() -> None:
    """It is no extra that would bring it."""
    with pytest.raises(ModuleNotFoundError, match="promolint_nowhere"), extra("lsp"):
        __import__("promolint_nowhere")
