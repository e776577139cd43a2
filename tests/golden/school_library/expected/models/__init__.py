from . import school_book
from . import school_lend
from . import school_shelf
