from . import connection, flow, flow_builder, flow_step, module, transform_script
