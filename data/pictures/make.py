"""Makes the README's pictures of what promolint says of the examples.

Run it as ``python data/pictures/make.py``, with Chromium and the extra ``dev``, and look at the pictures afterwards.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COMMAND = ("check", "data/examples/salon-lindenhof/booking-confirmation.en.html")
COLOURS = {
    "1": "font-weight:bold",
    "2": "color:#8b949e",
    "31": "color:#ff7b72",
    "33": "color:#e3b341",
    "36": "color:#76e3ea",
}
WHOLE_PIXELS = ("--disable-lcd-text", "--disable-font-subpixel-positioning")  # letters alike make a PNG small
STYLE = """
body { margin: 0; display: inline-block; background: #0d1117; }
header { background: #161b22; padding: 10px 14px; }
i { display: inline-block; width: 12px; height: 12px; border-radius: 50%; margin-right: 8px; background: #30363d; }
pre { margin: 0; padding: 16px 20px 20px; color: #e6edf3; font: 13px/1.45 "DejaVu Sans Mono", monospace; }
b { color: #7ee787; font-weight: normal; }
"""


def make() -> None:
    """Write both pictures beside this file."""
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=list(WHOLE_PIXELS))
        terminal(browser, HERE / "terminal.png")
        page(browser, HERE / "html-report.png")
        browser.close()


def terminal(browser: Browser, path: Path) -> None:
    """A finding as a terminal shows it, 100 columns wide."""
    said = promolint(*COMMAND, "--color", "--exit-zero", "--language", "en")
    shown = browser.new_page(device_scale_factor=1.25)
    shown.set_content(
        f"<style>{STYLE}</style><header><i></i><i></i><i></i></header>"
        f"<pre><b>$</b> promolint {' '.join(COMMAND)}\n{coloured(said)}</pre>"
    )
    shown.locator("body").screenshot(path=path)


def page(browser: Browser, path: Path) -> None:
    """The HTML page over all examples, in German: one message of them, found by a word of its text."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.html"
        promolint("check", "--exit-zero", "--language", "de", "--output", f"html={report}", "data/examples")
        shown = browser.new_page(viewport={"width": 1220, "height": 1230}, device_scale_factor=0.8)
        shown.goto(report.as_uri())
        for shut in ("So ist dieser Bericht zu lesen", "Ordner"):
            shown.get_by_role("heading", name=shut, exact=True).click()
        shown.get_by_label("Suche im Text").fill("Herbstglanz")
        shown.screenshot(path=path)


def promolint(*arguments: str) -> str:
    """What promolint prints, run in the root of the repository."""
    call = [sys.executable, "-m", "promolint", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True).stdout


def coloured(text: str) -> str:
    """A terminal's colours as HTML."""
    opened = 0
    parts = re.split(r"\x1b\[([\d;]*)m", text)
    made = [html.escape(parts[0])]
    for codes, words in zip(parts[1::2], parts[2::2], strict=True):
        styles = ";".join(COLOURS[code] for code in codes.split(";") if code in COLOURS)
        made.append(f'<span style="{styles}">' if styles else "</span>" * opened)
        opened = opened + 1 if styles else 0
        made.append(html.escape(words))
    return "".join(made)


if __name__ == "__main__":
    make()
