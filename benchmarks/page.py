"""How quick the page is: its size, its first view, and the network of 2,000 things and 8,000 ties, in frames a second.

    python benchmarks/page.py

Needs what tests/page needs: `pip install --group browser`, and Chromium. No graphics card is used.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "page"))
from conftest import ARGUMENTS
from page_example import large_page, sample_page

COUNT = "window.count = 0; (function step() { window.count += 1; requestAnimationFrame(step); })()"
NOW = "[performance.now(), window.count]"


def first_view(page: Page) -> float:
    """Milliseconds from the request to the shown article."""
    page.wait_for_selector(".story h1, .empty")
    return page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")


def layout(page: Page) -> tuple[float, float]:
    """Seconds until the network rests, and frames a second on the way."""
    page.wait_for_selector('canvas[data-state="rests"]', timeout=120_000)
    frames, milliseconds = page.locator("canvas").evaluate(
        "each => [Number(each.dataset.frames), Number(each.dataset.milliseconds)]"
    )
    return milliseconds / 1000, frames / milliseconds * 1000


def dragging(page: Page) -> float:
    """Frames a second while the picture is dragged for three seconds."""
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.evaluate(COUNT)
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.down()
    start, first = page.evaluate(NOW)
    until = time.monotonic() + 3
    step = 0
    while time.monotonic() < until:
        step += 1
        page.mouse.move(box["x"] + 300 + step % 50, box["y"] + 200 + step % 40)
    end, last = page.evaluate(NOW)
    page.mouse.up()
    return (last - first) / (end - start) * 1000


def main() -> None:
    """Print the figures."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(ARGUMENTS), chromium_sandbox=False
        )
        for name, content, view in (
            ("sample", sample_page(), ""),
            ("2,000 things, 8,000 ties", large_page(2000, 8000), "#network"),
            ("8,000 sentences", large_page(2000, 8000), "#article"),
        ):
            path = Path(folder) / "report.html"
            path.write_bytes(content)
            page = browser.new_page(viewport={"width": 1280, "height": 860})
            page.goto(f"{path.as_uri()}{view}")
            if view == "#network":
                seconds, moving = layout(page)
                print(
                    f"{name}: layout {seconds:.1f} s at {moving:.0f} frames/s, dragging {dragging(page):.0f} frames/s"
                )
            else:
                print(f"{name}: {len(content) / 1000:.0f} kB, first view {first_view(page):.0f} ms")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
