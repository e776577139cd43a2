from . import sample_wizard
