"""Take the README's pictures: `make screenshots`."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.e2e.conftest import CHROMIUM_ARGS, start_site, stop_site
from tests.e2e.flows import PETITION, PLEDGE
from tests.processes import free_port


def take(directory: Path) -> None:
    """Start the site on fresh demonstration content and photograph it."""
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data_dir:
        port = free_port()
        process, _printed = start_site(Path(data_dir), port)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
                    args=CHROMIUM_ARGS,
                )
                shots = (
                    ("petition.png", PETITION, 1280, 860, "light"),
                    ("pledge-phone-dark.png", PLEDGE, 390, 860, "dark"),
                )
                for name, path, width, height, scheme in shots:
                    page = browser.new_page(
                        viewport={"width": width, "height": height}, color_scheme=scheme
                    )
                    page.goto(f"http://localhost:{port}{path}")
                    page.screenshot(path=str(directory / name))
                browser.close()
        finally:
            stop_site(process)


if __name__ == "__main__":
    take(Path(sys.argv[1]))
