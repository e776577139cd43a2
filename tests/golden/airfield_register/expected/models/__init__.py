from . import airfield_airfield
from . import airfield_region
