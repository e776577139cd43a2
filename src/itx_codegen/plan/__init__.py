"""What applying a document to a running database would do, and what it would cost."""

from .facts import Facts, NoFacts
from .plan import IMPACT_LABELS, Plan, PlannedOperation, PlanRefusedError, build
from .project import Limit, live_projection
from .stages import Stage, UnplacedOperationError, kinds_of, stages

__all__ = [
    "IMPACT_LABELS",
    "Facts",
    "Limit",
    "NoFacts",
    "Plan",
    "PlanRefusedError",
    "PlannedOperation",
    "Stage",
    "UnplacedOperationError",
    "build",
    "kinds_of",
    "live_projection",
    "stages",
]
