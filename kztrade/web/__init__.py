"""The pages in a browser: the only room that knows Streamlit. It computes nothing and makes no sentence."""
