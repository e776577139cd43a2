from . import test_live_apply, test_live_faults, test_live_versions
