# How flows, steps and scripts come to life in odf_core. Importing a file registers its adapter.
from . import connection, flow, flow_step, script
