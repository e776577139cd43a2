"""One file for each sort of change that rows, or what people wrote, must follow."""
