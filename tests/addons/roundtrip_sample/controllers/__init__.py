from . import sample_controller
