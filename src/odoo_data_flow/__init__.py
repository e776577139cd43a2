"""Read, transform and write data for Odoo: the engine that flows run on.

Its parts, in the order in which data passes them:

- `odoo_data_flow.flow`: the flow document; parse, check and dump it;
- `odoo_data_flow.read`: files into frames;
- `odoo_data_flow.transform`: Python scripts on frames, in a sandboxed child process;
- `odoo_data_flow.write`: what would change, and the writers that change it;
- `odoo_data_flow.run`: executes a flow with the help of a host.

Nothing is imported here: the sandboxed child imports this package too and must start fast.
"""
