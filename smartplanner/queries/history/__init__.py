"""History to look at: its steps in pages, moments of it, what is in the bin, names of what is gone."""
