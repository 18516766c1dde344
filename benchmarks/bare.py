"""The page to measure against: the rows that Explore shows at first, one multiselect, one chart, nothing else."""

import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

rows = pd.read_csv(Path(os.environ["KZTRADE_BENCH_DATA"]) / "observations.csv")
rows["year"] = rows["period"].str[-10:].str.extract(r"(\d{4})").astype(int)
rows = rows[(rows["scope"] == "total") & rows["year"].between(2018, 2025)]
rows = rows[rows["source"].isin(["bns", "nsc", "astanatv-2023-09-23"])]
offices = rows[rows["source"].isin(["bns", "nsc"]) & rows["indicator"].isin(["exports", "imports"])]
turnover = offices.groupby(["source", "reporter", "year"], as_index=False)["value"].sum()
rows = pd.concat([rows, turnover.assign(indicator="turnover")])
codes = sorted(rows["indicator"].unique())
usual = ["exports", "imports", "investment", "investment_cumulative", "joint_ventures", "turnover"]

chosen = st.multiselect("Indicators", codes, default=usual)
shown = rows[rows["indicator"].isin(chosen)].sort_values(["indicator", "source", "reporter", "year"])
shown = shown.assign(series=shown["indicator"] + " " + shown["source"] + " " + shown["reporter"])
st.plotly_chart(px.line(shown, x="year", y="value", color="series", markers=True), key="chart")
