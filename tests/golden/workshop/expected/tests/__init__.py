from . import test_access
from . import test_automation
from . import test_email_template
from . import test_workshop_repair
from . import test_workshop_stage
