"""Measures the dashboard against a bare Streamlit page, in one run and as ratios: `python -m benchmarks`."""
