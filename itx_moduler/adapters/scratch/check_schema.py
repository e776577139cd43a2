"""A program: compares XML data files with Odoo's schema. Arguments: the schema, the addon."""

import sys
from pathlib import Path

from lxml import etree


def main(schema, addon):
    """Write what the schema has against a file, a line each; return how many there are."""
    grammar = etree.RelaxNG(etree.parse(schema))
    found = 0
    for file in sorted(Path(addon).rglob("*.xml")):
        inside = file.relative_to(addon)
        if inside.parts[0] != "static" and not grammar.validate(etree.parse(file)):
            for error in grammar.error_log:
                found += 1
                sys.stdout.write(f"{inside}:{error.line}: {error.message}\n")
    return found


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
