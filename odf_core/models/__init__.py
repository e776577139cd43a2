from . import (
    counts_mixin,
    identifier_mixin,
    odf_bulk,
    odf_connection,
    odf_flow,
    odf_flow_step,
    odf_run,
    odf_run_line,
    odf_run_reject,
    odf_transform_script,
)
