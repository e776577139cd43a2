"""Transform scripts: a Python file as the author wrote it, and the record that loads it."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.script import Script
from .. import flows, records, xml_source
from ..dispatch import renders
from ..parts import Depends, Part, Stage, WholeFile
from ..site import Site


@renders(Script)
def script(node: Script, site: Site) -> Iterator[Part]:
    """The file, and one record of `odf.transform.script`."""
    yield Depends(site.path, flows.RUNTIME)
    own = node.normalized()
    path = f"scripts/{own.name}.py"
    element = xml_source.record(
        "odf.transform.script",
        flows.script_id(own.name),
        [
            xml_source.text("name", own.name),
            xml_source.text("description", own.title),
            xml_source.from_file("code", f"{site.scope.module}/{path}"),
        ],
    )
    yield WholeFile(site.path, path, own.code.encode("utf-8"))
    data = f"data/{site.scope.module}_scripts.xml"
    yield records.placed(site, data, Stage.SCRIPTS, element)
