from . import hostile_part
from . import hostile_thing
