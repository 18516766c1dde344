// A chart in its place: as wide as there is room, in the page's theme, whole on paper. Nothing of it is asked by Python.
const PAPER = 680; // CSS pixels between the margins of an A4 page
const NARROW = 560;
const CONFIG = { displayModeBar: false, doubleClick: false, scrollZoom: false };

const theme = () => {
  const app = document.querySelector(".stApp");
  return app && getComputedStyle(app).colorScheme.includes("dark") ? "dark" : "light";
};

const put = (plot, bundle, theme, width) => {
  const { data, layout } = bundle[theme][width < NARROW ? "narrow" : "wide"];
  plot.style.height = `${layout.height}px`; // before Plotly has come, so that nothing jumps
  return { data, layout: { ...layout, width, autosize: false } };
};

const watch = (root) => {
  const draw = () => requestAnimationFrame(root.kzDraw);
  const size = new ResizeObserver(draw);
  size.observe(root);
  const look = new MutationObserver(draw);
  look.observe(document.querySelector(".stApp") ?? document.body, { attributes: true, attributeFilter: ["class", "style"] });
  look.observe(document.head, { childList: true, subtree: true, characterData: true });
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const later = () => setTimeout(root.kzDraw, 60);
  const before = () => root.kzDraw({ paper: true });
  dark.addEventListener("change", later);
  addEventListener("beforeprint", before);
  addEventListener("afterprint", later);
  return () => {
    size.disconnect();
    look.disconnect();
    dark.removeEventListener("change", later);
    removeEventListener("beforeprint", before);
    removeEventListener("afterprint", later);
    if (root.kzPlot && window.Plotly) window.Plotly.purge(root.kzPlot);
  };
};

export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(".kz-chart");
  if (!root) {
    root = document.createElement("div");
    root.className = "kz-chart";
    root.setAttribute("role", "img");
    root.kzPlot = document.createElement("div");
    root.append(root.kzPlot);
    parentElement.append(root);
  }
  const plot = root.kzPlot;
  root.setAttribute("aria-label", data.alt);
  root.kzChosen = (figure) => data.choosable && figure && setTriggerValue("figure", figure);
  root.kzDraw = async ({ paper = false } = {}) => {
    const width = paper ? PAPER : Math.floor(root.clientWidth);
    if (!width) return; // not in sight
    const look = paper ? "light" : theme();
    const drawn = `${look} ${width} ${data.id}`;
    if (plot.kzDrawn === drawn) return;
    const { data: traces, layout } = put(plot, data.bundle, look, width);
    if (!window.Plotly) {
      await plotly(data.plotly);
      return root.kzDraw();
    }
    plot.kzDrawn = drawn;
    const first = !plot.classList.contains("js-plotly-plot");
    const done = window.Plotly.react(plot, structuredClone(traces), structuredClone(layout), CONFIG);
    if (first) plot.on("plotly_click", ({ points }) => root.kzChosen([points[0]?.customdata].flat()[0]));
    await done;
  };
  root.kzDraw();
  root.kzStop ??= watch(root);
  return () => {
    root.kzStop?.();
    root.kzStop = null;
  };
}
