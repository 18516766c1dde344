"""The least that Streamlit needs to show the figures of Explore: one filter, one chart, nothing else."""

from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

USUAL = ["turnover", "exports", "imports", "investment", "investment_cumulative", "joint_ventures"]
LEDGERS = ("bns", "nsc", "astanatv")

rows = pd.read_csv(Path(__file__).parents[1] / "data" / "observations.csv")
rows["year"] = rows["period"].str[-10:].str.extract(r"(\d{4})").astype(int)
rows = rows[(rows["scope"] == "total") & rows["source"].str.startswith(LEDGERS) & rows["year"].between(2018, 2025)]
goods = rows[rows["indicator"].isin(["exports", "imports"])]
turnover = goods.groupby(["source", "reporter", "year"], as_index=False)["value"].sum().assign(indicator="turnover")
rows = pd.concat([rows, turnover])
chosen = st.multiselect("Indicators", sorted(rows["indicator"].unique()), USUAL)
shown = rows[rows["indicator"].isin(chosen)]
st.plotly_chart(px.line(shown, x="year", y="value", color="source", line_dash="indicator", markers=True))
