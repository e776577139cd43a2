from . import graduation, inherit, module_import, side_by_side, version_compare
