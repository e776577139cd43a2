from . import document_import, version_compare
