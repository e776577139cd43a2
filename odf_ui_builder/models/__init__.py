from . import flow, flow_step, module, transform_script
