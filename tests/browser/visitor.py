"""Somebody at a browser: signs in, walks, and notices what a page does wrong."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import ConsoleMessage, Page, Response, expect


@dataclass
class Visitor:
    """A page of a browser, and every complaint it made while it was walked."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("response", self._answered)

    def go(self, path: str) -> Response | None:
        """Open an address of ours."""
        return self.page.goto(f"{self.address}{path}")

    def sign_in(self, name: str, *, to: str = "") -> "Visitor":
        """Sign in as one of the standing people, by the button that carries the name."""
        self.go(f"/sign-in/?next={quote(to)}")
        self.page.locator("form", has_text=name).first.get_by_role("button").click()
        expect(self.page.locator("header").first).to_contain_text(name)
        return self

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Click the first link of that name in the page's content."""
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def figure_of(self, text: str) -> int:
        """Return the first number of a text as Swedes write it: 1 234."""
        found = re.search(r"\d[\d\s]*", text)
        assert found, f"no figure in {text!r}"
        return int(re.sub(r"\s", "", found.group()))

    def take(self, name: str | re.Pattern[str], folder: Path) -> Path:
        """Click what downloads a file, and return where it was put."""
        with self.page.expect_download() as waiting:
            self.page.locator("main").get_by_role("link", name=name).or_(
                self.page.locator("main").get_by_role("button", name=name)
            ).first.click()
        target = folder / waiting.value.suggested_filename
        waiting.value.save_as(target)
        return target

    def is_wider_than_the_screen(self) -> bool:
        """Tell whether the whole page scrolls sideways."""
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        return bool(self.page.evaluate(wide))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text} ({self.page.url})")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status}: {response.url}")
