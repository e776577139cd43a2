"""What is asked of the usual apps, one file each: rows as typed dicts, fields of all versions."""
