from . import connection, flow, flow_builder, flow_step, module, odf_flow, transform_script
