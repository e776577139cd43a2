from . import test_access
from . import test_rings
from . import test_school_book
from . import test_school_shelf
