# Read by `odoo shell` in a scratch database: DOCUMENT is the path of a document to bring to life,
# PASSWORD what its administrator gets.
import json
import sys

with open(DOCUMENT, encoding="utf-8") as file:  # noqa: F821
    module = env["itx.moduler.module"].from_document(json.load(file))  # noqa: F821
module.action_validate()
if module.state != "validated":
    sys.exit(module.error_message)
module.action_apply_to_odoo()
env.ref("base.user_admin").password = PASSWORD  # noqa: F821
env.cr.commit()  # noqa: F821
