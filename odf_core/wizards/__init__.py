from . import odf_preflight_finding
