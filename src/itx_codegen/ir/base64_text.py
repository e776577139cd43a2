"""Files that are no text, as they stand in a document."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError


def _checked(value: str) -> str:
    """Return base64 without the line breaks that some tools put into it."""
    try:
        return base64.b64encode(decoded("".join(value.split()))).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise PydanticCustomError("base64", "This must be a file's content in base64") from error


def decoded(value: str) -> bytes:
    """Return the content. Raises ValueError where the text is no base64."""
    return base64.b64decode(value, validate=True)


#: The content of a file in base64; empty for none.
Base64 = Annotated[
    str,
    AfterValidator(_checked),
    WithJsonSchema({"type": "string", "contentEncoding": "base64"}),
]
