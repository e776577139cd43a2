from . import document_import, inherit, side_by_side, version_compare
