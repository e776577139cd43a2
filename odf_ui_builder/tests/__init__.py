from . import (
    test_builder,
    test_connections_here,
    test_flows,
    test_kitchen_sink,
    test_own_models,
    test_take_in,
    test_translations,
)
