"""A person's own tests."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...messages import Message, text
from ..node import Names, Node, Side, Source
from ..roles import FreePython


class Test(Node):
    """The file `tests/test_<name>.py` of the exported module, with one class.

    `code` is what stands in the class: methods `test_…`, `setUpClass`, attributes. `head` is what
    stands above it: further imports, helpers. `tags` say when Odoo runs it.
    """

    kind: ClassVar[str] = "test"
    label: ClassVar[Message] = text("Test")
    collection: ClassVar[str] = "tests"
    side: ClassVar[Side] = Side.EXPORT

    name: str
    type: Literal["TransactionCase", "HttpCase"] = "TransactionCase"
    tags: Names = ("post_install", "-at_install")
    head: Annotated[Source, FreePython(top=True)] = ""
    code: Annotated[Source, FreePython()]
