// A chart in its place, in the theme that Streamlit draws the page in. The rest is `kzDraw`; Python is asked nothing.
const isDark = () => {
  const app = document.querySelector(".stApp");
  return app !== null && getComputedStyle(app).colorScheme.includes("dark");
};

// Streamlit tells nobody of a change of theme: it sets classes, and puts other rules into the head.
const watch = (act) => {
  const later = () => requestAnimationFrame(act);
  const observer = new MutationObserver(later);
  observer.observe(document.querySelector(".stApp") ?? document.body, { attributes: true, attributeFilter: ["class", "style"] });
  observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  return () => observer.disconnect();
};

const show = async (node) => {
  await plotly(node.kzPath);
  if (!node.isConnected || node.kzDrawing) return;
  const choose = (figure) => node.kzChoose(figure);
  node.kzDrawing = kzDraw(node, node.kzChart, { dark: isDark, choose });
  node.kzUnwatch = watch(node.kzDrawing.draw);
};

export default function ({ data, parentElement, setTriggerValue }) {
  let node = parentElement.querySelector(".kz-chart");
  if (!node) {
    node = document.createElement("div");
    node.className = "kz-chart";
    parentElement.append(node);
  }
  node.kzPath = data.plotly;
  node.kzChoose = (figure) => data.choosable && setTriggerValue("figure", figure);
  const told = JSON.stringify(data.chart);
  if (node.kzTold !== told) {
    node.kzTold = told;
    node.kzChart = data.chart;
    node.kzDrawing?.update(data.chart);
  }
  if (!node.kzDrawing) show(node);
  return () => {
    node.kzUnwatch?.();
    node.kzDrawing?.remove();
    node.kzDrawing = null;
  };
}
