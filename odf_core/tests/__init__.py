from . import (
    test_access,
    test_bulk,
    test_document,
    test_failure,
    test_light,
    test_load,
    test_preflight,
    test_selection,
    test_setback,
    test_translation,
    test_values,
    test_write_options,
)
