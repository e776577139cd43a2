from . import test_flows, test_kitchen_sink
