"""The kinds of elements, one file each. A kind registers itself by standing in this folder."""
