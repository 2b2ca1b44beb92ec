"""The page of GB/T 9704-2012 in numbers, and where lines, titles, heads and signatures stand, for every writer."""
