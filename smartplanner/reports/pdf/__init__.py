"""A document as PDF: ``layout`` makes slabs of blocks, ``writer`` stacks and paints them; charts on paper."""
