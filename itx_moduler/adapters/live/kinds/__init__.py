# One adapter a kind; importing a file registers it.
from . import (
    access,
    action_server,
    action_window,
    constraint,
    cron,
    dependency,
    field,
    group,
    menu,
    method,
    model,
    module,
    rule,
    selection,
    view,
)
