from . import screens_board
from . import screens_part
from . import screens_tag
