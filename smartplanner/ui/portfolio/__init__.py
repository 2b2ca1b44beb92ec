"""The page 分类分级: districts against areas, tiers and classes, as a matrix, a tile map and side by side."""

from smartplanner.ui.portfolio.page import PortfolioPage as PortfolioPage
