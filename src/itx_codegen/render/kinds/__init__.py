"""How each kind becomes files, one file each. A renderer registers itself by standing here."""
