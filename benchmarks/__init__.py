"""How fast the dashboard is, as ratios within one run."""
