"""The least that Streamlit needs to show the same figures: one filter, one chart, nothing else."""

from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

USUAL = ["exports", "imports", "investment", "investment_cumulative", "joint_ventures", "turnover"]
LEDGERS = ["bns", "nsc", "astanatv-2023-09-23"]

rows = pd.read_csv(Path(__file__).parents[1] / "data" / "observations.csv")
rows["year"] = rows["period"].str[-10:].str.extract(r"(\d{4})").astype(int)
chosen = st.multiselect("Indicators", sorted(rows["indicator"].unique()), USUAL)
shown = rows[rows["indicator"].isin(chosen) & rows["source"].isin(LEDGERS) & rows["year"].between(2018, 2025)]
st.plotly_chart(px.line(shown, x="year", y="value", color="source", line_dash="indicator", markers=True))
