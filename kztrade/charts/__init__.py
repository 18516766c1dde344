"""Charts: typed marks become Plotly's figures. Nothing is filtered or computed here but where things stand."""

from kztrade.charts.draw import bundle as bundle
from kztrade.charts.draw import figure as figure
from kztrade.charts.draw import image_script as image_script
from kztrade.charts.draw import picture as picture
from kztrade.charts.draw import script as script
from kztrade.charts.style import CONFIG as CONFIG
