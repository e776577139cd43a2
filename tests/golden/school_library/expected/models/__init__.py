from . import school_book
from . import school_shelf
