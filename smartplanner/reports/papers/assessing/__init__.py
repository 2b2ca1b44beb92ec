"""Scores on paper with every point explained: of the units (考核), and of a pilot (试点评估)."""
