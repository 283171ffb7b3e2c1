"""Take the pictures in docs/screenshots/ of the page in output/, with Chromium.

    python tools/take_screenshots.py [--report output/report.html] [--out docs/screenshots]

Needs `pip install --group browser` and Chromium (Debian: apt-get install chromium). The pictures depend on the fonts of the
machine, so nothing compares them; take them again when the page has changed.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "page"))
from page_example import disputing_page

ROOT = Path(__file__).parent.parent
ARGUMENTS = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown, how wide, in which colours, and what is clicked open before."""

    view: str
    width: int = 1280
    height: int = 800
    scheme: Literal["light", "dark"] = "light"
    opened: str = ""


PICTURES: Mapping[str, Picture] = MappingProxyType(
    {
        "article": Picture("#fact/{fact}"),
        "article-dark": Picture("#fact/{fact}", scheme="dark"),
        "article-phone": Picture("#fact/{fact}", width=360, height=720),
        "facts": Picture("#facts"),
        "network": Picture("#network", height=960),
        "network-dark": Picture("#network", height=960, scheme="dark"),
        "timeline": Picture("#timeline", height=900),
        "timeline-phone": Picture("#timeline", width=360, height=720),
        "claims": Picture("#claims"),
        "claims-dark": Picture("#claims", scheme="dark"),
        "entities": Picture("#entities"),
    }
)

OF_CORPUS: Mapping[str, Picture] = MappingProxyType(
    {"conflicts": Picture("#timeline", height=1180, opened=".dispute:has-text('on which day') summary >> nth=0")}
)
"""Of the page of articles that contradict each other (tests/page/page_example.py)."""


def take(browser: Browser, report: Path, picture: Picture, to: Path) -> None:
    """Open the view and write the picture."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,
        reduced_motion="reduce",
        has_touch=picture.width < 500,
    )
    page = context.new_page()
    page.goto(report.resolve().as_uri() + picture.view.format(fact=quote(_fact(report), safe="")))
    page.wait_for_selector("main > *")
    if "network" in picture.view:
        page.wait_for_selector('canvas[data-state="rests"]')
    if picture.opened:
        page.locator(picture.opened).click()
    page.wait_for_timeout(400)  # until smooth scrolling and the last frame are over
    page.screenshot(path=to)
    context.close()


def _fact(report: Path) -> str:
    """The fact that is shown opened: the claim or event with the longest words and more than one role."""
    text = report.read_text(encoding="utf-8")
    match = re.search(r'id="data">(.*?)</script>', text, re.DOTALL)
    facts = json.loads(match[1])["facts"] if match else []
    signatures = [fact for fact in facts if fact["kind"] == "event" and len(fact.get("roles", {})) > 1]
    return str(max(signatures or facts, key=lambda fact: (len(fact.get("roles", {})), fact["id"]))["id"])


def main(arguments: list[str]) -> int:
    """Take all pictures; 0 when done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--report", type=Path, default=ROOT / "output" / "report.html")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS), chromium_sandbox=False)
        for name, picture in PICTURES.items():
            take(browser, options.report, picture, options.out / f"{name}.png")
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.html"
            report.write_bytes(disputing_page())
            for name, picture in OF_CORPUS.items():
                take(browser, report, picture, options.out / f"{name}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
