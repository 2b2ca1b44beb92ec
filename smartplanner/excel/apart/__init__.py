"""Reading in a process of its own, which may neither write nor call out."""
