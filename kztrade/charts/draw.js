// Draws a chart as wide as its place allows, in the page's theme, and on paper as wide as a sheet.
//
//   const drawing = kzDraw(node, chart, { plotly, dark, choose });
//
// chart: what `charts.bundle` gives. plotly: the library, else the global one. dark: says whether the page is dark, else
// the reader's system does. choose: is called with the id of a figure that was clicked. Gives `draw`, to be called when
// the theme of the page has changed, `update` with another chart, and `remove`.
function kzDraw(node, chart, options = {}) {
  const plotly = options.plotly || globalThis.Plotly;
  const night = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");
  const isDark = options.dark || (() => night.matches);
  const figuresOf = (told) => ["wide", "middle", "narrow", "small"].map((name) => told[name]).filter(Boolean);
  let figures = figuresOf(chart);
  const sheet = 680;
  let printing = false;
  let removed = false;
  let drawn = "";

  // The narrower figures say of each trace only what is not as in the wide one.
  const whole = (data) => data.map((trace, place) => ({ ...chart.wide.data[place], ...trace }));

  // The widest figure that needs no more room than there is; the words of one too wide would meet.
  const fitting = (width) => figures.find((figure) => figure.width * 0.9 <= width) || figures[figures.length - 1];

  const words = new Set(["text", "hovertext", "customdata", "ticktext", "meta"]);
  const recoloured = (value, colours) => {
    if (typeof value === "string") return colours[value] || value;
    if (Array.isArray(value)) return value.map((one) => recoloured(one, colours));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, words.has(key) ? structuredClone(one) : recoloured(one, colours)]),
    );
  };

  const draw = () => {
    const width = Math.round(printing ? sheet : node.clientWidth);
    if (removed || !width) return;
    const dark = !printing && isDark();
    const figure = fitting(width);
    const wanted = [figure.width, width, dark].join();
    if (wanted === drawn) return;
    drawn = wanted;
    // A copy even in light colours: the library writes into what it is given.
    const { data, layout } = recoloured({ data: whole(figure.data), layout: figure.layout }, dark ? chart.dark : {});
    node.style.height = `${layout.height}px`;
    plotly.react(node, data, { ...layout, width, autosize: false }, { ...chart.config, responsive: false });
    if (!node.dataset.kzHeard) hear();
  };

  // The node becomes able to tell of clicks only when it is drawn for the first time.
  const hear = () => {
    node.dataset.kzHeard = "yes";
    if (!options.choose || !node.on) return;
    const figureOf = (event) => event.points.map((point) => point.customdata).find(Boolean);
    const point = (shape) => {
      for (const layer of node.querySelectorAll(".nsewdrag")) layer.style.cursor = shape;
    };
    node.on("plotly_click", (event) => figureOf(event) && options.choose(figureOf(event)));
    node.on("plotly_hover", (event) => point(figureOf(event) ? "pointer" : ""));
    node.on("plotly_unhover", () => point(""));
  };

  const print = (now) => () => {
    printing = now;
    draw();
  };
  const [before, after, changed] = [print(true), print(false), (event) => print(event.matches)()];
  const resized = new ResizeObserver(() => requestAnimationFrame(draw));
  resized.observe(node);
  night.addEventListener("change", draw);
  paper.addEventListener("change", changed);
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  node.setAttribute("role", "img");
  node.setAttribute("aria-label", chart.alt);
  draw();
  // Words are measured again once their font is there.
  document.fonts?.ready.then(() => {
    drawn = "";
    draw();
  });

  // Another chart in the same place, as when a reader chose something.
  const update = (next) => {
    chart = next;
    figures = figuresOf(next);
    node.setAttribute("aria-label", next.alt);
    drawn = "";
    draw();
  };

  const remove = () => {
    removed = true;
    resized.disconnect();
    night.removeEventListener("change", draw);
    paper.removeEventListener("change", changed);
    removeEventListener("beforeprint", before);
    removeEventListener("afterprint", after);
    delete node.dataset.kzHeard;
    plotly.purge(node);
  };
  return { draw, update, remove };
}
