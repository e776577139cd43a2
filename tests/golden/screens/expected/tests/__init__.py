from . import test_access
from . import test_screens_board
from . import test_screens_part
from . import test_screens_tag
