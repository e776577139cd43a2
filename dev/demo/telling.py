"""What the demo says while it goes on, and how long its stages take."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape


class Telling:
    """Prints progress; keeps the seconds of each stage in ``seconds``."""

    def __init__(self, console: Console) -> None:
        self.seconds: dict[str, float] = {}
        self._console = console

    @contextmanager
    def stage(self, name: str, title: str) -> Iterator[None]:
        """Measure what happens inside under ``name``; tell ``title`` before and the time after."""
        number = len(self.seconds) + 1
        self._console.print(f"[bold]{number}. {escape(title)}[/bold]")
        started = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - started, 2)
        self._console.print(f"   [dim]{self.seconds[name]:.1f} s[/dim]")

    def step(self, text: str) -> None:
        """Tell one thing that has happened."""
        self._console.print(f"   [green]✓[/green] {escape(text)}", highlight=False, soft_wrap=True)

    def quote(self, text: str) -> None:
        """Show a text of the product as it stands."""
        for line in text.splitlines():
            self._console.print(f"     [dim]{escape(line)}[/dim]", highlight=False, soft_wrap=True)
