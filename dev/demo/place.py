"""Where the demo happens: its folder, its databases, its document and its data."""

import filecmp
import importlib.util
import shutil
from dataclasses import dataclass
from pathlib import Path

from dev import databases, odoo_process
from dev.failure import Failure
from dev.paths import ROOT, RUNTIME

#: The description that the demo brings to life.
DOCUMENT = ROOT / "examples" / "airfield_register.json"
_PACKAGE = "vega_datasets"


@dataclass(frozen=True)
class Place:
    """A folder that belongs to one demo, and the names of its databases."""

    folder: Path = RUNTIME / "demo"
    prefix: str = "demo"

    @property
    def author(self) -> str:
        """The database where the module is described and lives."""
        return f"{self.prefix}_author"

    @property
    def runner(self) -> str:
        """The database that has only the generated module and what it needs."""
        return f"{self.prefix}_runner"

    @property
    def addons(self) -> Path:
        """The addons folder that the ZIP is unpacked into."""
        return self.folder / "addons"

    @property
    def airports(self) -> Path:
        """The table that the flow reads, in the folder that Odoo lets flows read from."""
        return odoo_process.files() / "airports.csv"

    @property
    def summary(self) -> Path:
        """What was measured."""
        return self.folder / "summary.json"

    @property
    def picture(self) -> Path:
        """What a person sees in the end."""
        return self.folder / "airfields.png"

    def log(self, name: str) -> Path:
        """The file with what Odoo has said at one occasion."""
        return self.folder / f"{name}.log"

    def clear(self) -> None:
        """Make the folder anew, drop the databases, lay the table where the flow looks for it.

        :raises Failure: when the Python package with that table is not installed, or a file of
            that name stands there that is another one.
        """
        for database in (self.author, self.runner):
            databases.drop(database)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.addons.mkdir(parents=True)
        self.airports.parent.mkdir(parents=True, exist_ok=True)
        source = _packaged(self.airports.name)
        if not self.airports.exists():
            shutil.copy(source, self.airports)
        elif not filecmp.cmp(source, self.airports, shallow=False):
            raise Failure(
                self.airports, f"is not the file that {_PACKAGE} has", "move it and repeat"
            )


def _packaged(name: str) -> Path:
    """The path of a data file of the Python package, which is not imported: that takes seconds."""
    package = importlib.util.find_spec(_PACKAGE)
    if package is None or package.origin is None:
        raise Failure(_PACKAGE, "is not installed", "run make setup")
    return Path(package.origin).parent / "_data" / name
