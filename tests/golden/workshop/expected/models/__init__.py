from . import workshop_repair
from . import workshop_stage
