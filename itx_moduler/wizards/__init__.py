from . import document_import, inherit, version_compare
