from . import test_access
from . import test_airfield_airfield
from . import test_airfield_region
from . import test_flows
