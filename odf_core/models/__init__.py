from . import odf_identifier_mixin
from . import odf_counts_mixin
from . import odf_transform_script
from . import odf_run
from . import odf_flow
from . import odf_flow_step
from . import odf_run_line
from . import odf_run_reject
