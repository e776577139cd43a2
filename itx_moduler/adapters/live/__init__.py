# The running database: reading what lives there, planning, applying. `kinds` holds one adapter a
# kind; `session` is what they share.
