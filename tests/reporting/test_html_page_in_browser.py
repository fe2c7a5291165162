"""The HTML page in headless Chromium: filters, search, keys, print, contrast, and what its security policy blocks."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from promolint.lint import Settings, Source, lint
from promolint.reporting.document import Tool
from promolint.reporting.html_page import html_report
from promolint.values.message import Cause, Failure
from promolint.values.outcome import Outcome, Suppression
from promolint.words.catalogue import Catalogue

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
NAMES = ("salon-lindenhof/erinnerung_sms.txt", "salon-lindenhof/kassenbon.html", "sv-hangstein/course-update.en.html")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = ("--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium to try the page in")

# every text on the page whose contrast with what lies behind it is below 4.5, by the formula of WCAG 2
FAINT = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const light = (colour) => [0, 1, 2].map((i) => rgb(colour)[i] / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (rgb(colour)[3] > 0) { return colour; }
    }
    return "white";
  };
  const own = (element) => Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.data.trim());
  return Array.from(document.querySelectorAll("body *")).filter(own).filter((element) => {
    const both = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => b - a);
    return (both[0] + 0.05) / (both[1] + 0.05) < 4.5;
  }).map((element) => element.outerHTML.slice(0, 80));
}"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Path:
    """A page on three examples, one finding of which is excused, and on a file with a long name that failed."""
    outcome = lint([Source(name, (EXAMPLES / name).read_bytes()) for name in NAMES], settings)
    findings = tuple(
        replace(finding, suppressed=Suppression("waiver", "agreed")) if finding.code == "PL201" else finding
        for finding in outcome.findings
    )
    failures = (Failure("x" * 300, Cause.MISSING),)
    return _saved(replace(outcome, findings=findings, failures=failures), tmp_path_factory.mktemp("page"))


def _saved(outcome: Outcome, folder: Path) -> Path:
    path = folder / "page.html"
    path.write_text(html_report(outcome, Tool("m", "gdpr-strict"), Catalogue.load("de")), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all these tests; what it does in the background of itself is switched off."""
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser says on its console, and what it asks for beside the page itself."""
    return []


@pytest.fixture
def page(browser: Browser, written: Path, complaints: list[str]) -> Iterator[Page]:
    """The page, opened; whatever the test did on it, nothing was blocked, failed or was asked for."""
    opened = _opened(browser, written, complaints)
    yield opened
    opened.close()
    assert complaints == []


def _opened(browser: Browser, path: Path, complaints: list[str]) -> Page:
    opened = browser.new_page()
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: complaints.append(request.url) if request.url != path.as_uri() else None)
    opened.goto(path.as_uri())
    return opened


def _shown(page: Page) -> list[str]:
    return page.locator("article:visible h4").all_text_contents()


SMS, BON, COURSE = (Path(name).name for name in NAMES)


def test_it_opens(page: Page) -> None:
    """Everything is there, what has no finding is shut, and the filters can be used."""
    assert _shown(page) == [SMS, BON, COURSE]
    assert page.locator("details[open] > summary h4").all_text_contents() == [BON, COURSE]
    assert page.locator("form").is_visible()
    assert page.inner_text("#shown") == "3 von 3 Nachrichten gezeigt"


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("group", "grey", [BON]),
        ("group", "transactional", [SMS, BON, COURSE]),
        ("kind", "appointment-reminder", [SMS]),
        ("folder", "2", [COURSE]),
    ],
)
def test_the_choices(page: Page, name: str, value: str, shown: list[str]) -> None:
    """A choice leaves the messages that have it; a folder without any goes too; resetting brings all back."""
    page.select_option(f"[name={name}]", value)
    assert _shown(page) == shown
    assert page.inner_text("#shown") == f"{len(shown)} von 3 Nachrichten gezeigt"
    assert page.locator("section[data-folder]:visible").count() == len({name in (BON, SMS) for name in shown})
    page.click("button[type=reset]")
    playwright.expect(page.locator("#shown")).to_have_text("3 von 3 Nachrichten gezeigt")
    assert _shown(page) == [SMS, BON, COURSE]


def test_the_severities(page: Page) -> None:
    """A severity that is unticked takes its findings away, and the messages that have no other."""
    assert page.locator(".finding.suppressed:visible").count() == 1
    page.uncheck("[value=suppressed]")
    assert page.locator(".finding.suppressed:visible").count() == 0
    assert _shown(page) == [SMS, BON, COURSE]
    page.uncheck("[value=warning]")
    page.uncheck("[value=none]")
    assert _shown(page) == [COURSE]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("sommerfest", []),
        ("summer  FESTIVAL", [COURSE]),
        ("pl201", [BON]),
        ("lindenhof/erinnerung", [SMS]),
        ("instagram.com", [BON]),
        ("agreed", [BON]),
        ("anhaltspunkte", []),
    ],
)
def test_the_search(page: Page, text: str, shown: list[str]) -> None:
    """It finds words of messages, links, findings and paths, in any case, and none of the page's own labels."""
    page.fill("[name=text]", text)
    page.press("[name=text]", "Enter")
    assert _shown(page) == shown


def test_the_keyboard(page: Page) -> None:
    """A message opens and shuts with a key; the buttons open and shut all."""
    summary = page.locator("summary", has_text=SMS)
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("article > details[open]").count() == 3
    page.click("#shut-all")
    assert page.locator("article > details[open]").count() == 0
    page.click("#open-all")
    assert page.locator("article > details[open]").count() == 3


def test_print(page: Page) -> None:
    """Paper shows every message and all that is folded, but no controls; or what is shown only, where one asks so."""
    seen = "Array.from(document.querySelectorAll('article')).map((one) => one.querySelector('.text').checkVisibility())"
    page.select_option("[name=folder]", "1")
    page.click("#shut-all")
    page.emulate_media(media="print")
    assert page.evaluate(seen) == [True, True, True]
    assert not page.locator("form").is_visible()
    assert not page.locator("#shown").is_visible()
    page.emulate_media(media="screen")
    page.check("[name=print]")
    page.emulate_media(media="print")
    assert _shown(page) == [SMS, BON]
    assert page.inner_text("#shown") == "2 von 3 Nachrichten gezeigt"


def test_printing_leaves_the_page_as_it_was(page: Page) -> None:
    """What is opened for a browser that needs it is shut again."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("article > details:not([open]) h4").all_text_contents() == [SMS]


@pytest.mark.parametrize(("scheme", "media"), [("light", "screen"), ("dark", "screen"), ("dark", "print")])
def test_the_contrast(page: Page, scheme: str, media: str) -> None:
    """Every text stands out from what lies behind it, by day, by night and on paper."""
    page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", media="print" if media == "print" else "screen"
    )
    page.click("#open-all") if media == "screen" else None
    assert page.evaluate(FAINT) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_width(page: Page, width: int) -> None:
    """Nothing sticks out to the side, on a phone neither."""
    page.set_viewport_size({"width": width, "height": 800})
    page.click("#open-all")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_gets_in_does_not_run(browser: Browser, written: Path, tmp_path: Path) -> None:
    """Were markup of a template in the page after all, the policy would block its script, its style and its picture."""
    script = '<script>document.title = "run"</script><img src="x.png" onerror="document.title = 1">'
    bad = f'{script}<p id="bad" style="color: red">'
    path = tmp_path / "page.html"
    path.write_text(written.read_text(encoding="utf-8").replace("<main>", f"<main>{bad}"), encoding="utf-8")
    complaints: list[str] = []
    opened = _opened(browser, path, complaints)
    assert opened.title() == "Prüfbericht: Werbung in Nachrichten"
    assert opened.evaluate("getComputedStyle(document.getElementById('bad')).color") != "rgb(255, 0, 0)"
    blocked = " ".join(complaint for complaint in complaints if "Content Security Policy" in complaint)
    assert [kind for kind in ("script-src", "style-src", "img-src") if kind not in blocked] == []
    opened.close()


def test_a_thousand_messages(browser: Browser, tmp_path: Path, settings: Settings) -> None:
    """The page opens, filters and finds within seconds."""
    one = lint([Source("a.html", (EXAMPLES / NAMES[1]).read_bytes())], settings)
    paths = [f"{number % 20}/{number}.html" for number in range(1000)]
    messages = tuple(replace(one.messages[0], message=replace(one.messages[0].message, path=path)) for path in paths)
    findings = tuple(replace(finding, path=path) for path in paths for finding in one.findings)
    complaints: list[str] = []
    opened = _opened(browser, _saved(Outcome(messages, findings, ()), tmp_path), complaints)
    opened.set_default_timeout(5_000)
    opened.fill("[name=text]", "7/907.html")
    assert opened.inner_text("#shown") == "1 von 1000 Nachrichten gezeigt"
    assert _shown(opened) == ["907.html"]
    assert complaints == []
    opened.close()
