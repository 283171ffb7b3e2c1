"""The browser, and a page that fails its test on any error in the console and on any request to elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, driven by Playwright; without one of them the test is skipped, and says so."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install --group browser")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no Chromium: apt-get install chromium")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS), chromium_sandbox=False)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser, tmp_path) -> Iterator[Callable]:
    """A function that opens the bytes of a page; whatever goes wrong there fails the test at its end."""
    troubles: list[str] = []
    contexts = []

    def open_(content: bytes, *, view: str = "", width: int = 1280, height: int = 860, **options):
        path = Path(tmp_path / "report.html")
        path.write_bytes(content)
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: message.type in ("error", "warning") and troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: request.url.startswith(("file:", "data:,")) or troubles.append(request.url))
        page.goto(f"{path.as_uri()}{view}")
        return page

    open_.troubles = troubles
    yield open_
    for context in contexts:
        context.close()
    assert troubles == []
