"""From files to a place: a folder, or the bytes of a ZIP."""

from .file import write_file
from .folder import write_folder
from .zip_archive import zip_bytes

__all__ = ["write_file", "write_folder", "zip_bytes"]
