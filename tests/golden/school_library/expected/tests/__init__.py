from . import test_access
from . import test_lending
from . import test_rings
from . import test_school_book
from . import test_school_lend
from . import test_school_shelf
