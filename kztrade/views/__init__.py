"""Streamlit pages, one file each: choose, ask, draw, say. A page fetches nothing and computes no figure."""
