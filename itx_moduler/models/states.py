# The states of a module, in the order in which it goes through them.

STATES = [
    ("draft", "Draft"),
    ("validated", "Validated"),
    ("applied", "Applied"),
    ("exported", "Exported"),
    ("archived", "Archived"),
]
