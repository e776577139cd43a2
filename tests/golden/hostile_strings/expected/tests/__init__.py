from . import test_access
from . import test_flows
from . import test_hostile_part
from . import test_hostile_thing
