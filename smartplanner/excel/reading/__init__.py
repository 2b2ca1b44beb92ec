"""Workbooks of every kind opened safely and read sheet by sheet into grids of values."""
