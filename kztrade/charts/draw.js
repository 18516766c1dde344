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
  const [sheet, tallest] = [680, 720]; // in pixels: A4 in its margins, and of it what the page's head leaves
  let printing = false;
  let removed = false;
  let drawn = "";
  let hung = "";

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
    node.style.zoom = printing ? Math.min(1, tallest / layout.height) : "";
    renew(layout);
    plotly.react(node, data, { ...layout, width, autosize: false }, { ...chart.config, responsive: false });
    if (!node.dataset.kzHeard) hear();
  };

  // The library cannot go from some panels to more or fewer: it begins anew.
  const renew = (layout) => {
    const axes = Object.keys(layout).filter((name) => /^[xy]axis/.test(name)).sort().join();
    if (hung && hung !== axes) {
      plotly.purge(node);
      delete node.dataset.kzHeard;
    }
    hung = axes;
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
  const unstep = kzStep(node, plotly, options.choose);
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
    unstep();
    plotly.purge(node);
  };
  return { draw, update, remove };
}

// A chart by the keyboard: arrows go from figure to figure, who and what it is is shown and said, Enter chooses it.
// Gives a function that takes all of this away again.
function kzStep(node, plotly, choose) {
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.style.cssText = "position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%)";
  node.after(said);
  node.tabIndex = 0;
  node.setAttribute("aria-keyshortcuts", "ArrowRight ArrowLeft Home End Enter");
  let place = -1;

  // Every text once: a rule tells the same all along. From panel to panel, from left to right, from below upward.
  const stops = () => {
    const known = new Set();
    const fresh = (text) => text && !known.has(text) && known.add(text);
    const found = (node._fullData || []).flatMap((trace, curveNumber) =>
      [...(trace.hovertext || [])].map((text, pointNumber) => ({
        text, curveNumber, pointNumber,
        figure: trace.customdata?.[pointNumber], x: trace.x[pointNumber], y: trace.y[pointNumber],
        panel: trace.xaxis + trace.yaxis, order: Number(trace.xaxis.slice(1) || 1),
      })).filter((stop) => fresh(`${trace.xaxis} ${stop.text}`)),
    );
    return found.sort((a, b) => a.order - b.order || a.x - b.x || a.y - b.y);
  };

  const plain = (html) => new DOMParser().parseFromString(html.replaceAll("<br>", ": "), "text/html").body.textContent;

  const show = (stop) => {
    plotly.Fx.hover(node, [{ curveNumber: stop.curveNumber, pointNumber: stop.pointNumber }], stop.panel);
    said.textContent = plain(stop.text);
  };

  const leave = () => {
    place = -1;
    said.textContent = "";
    plotly.Fx.unhover(node);
  };

  const press = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const every = stops();
    const last = every.length - 1;
    const next = {
      ArrowRight: Math.min(place + 1, last), ArrowLeft: Math.max(place - 1, 0), Home: 0, End: last,
    }[event.key];
    if (next !== undefined && last >= 0) show(every[(place = next)]);
    else if (event.key === "Enter" && every[place]?.figure && choose) choose(every[place].figure);
    else if (event.key === "Escape" && place >= 0) leave();
    else return;
    event.preventDefault();
  };

  node.addEventListener("keydown", press);
  node.addEventListener("blur", leave);
  return () => {
    node.removeEventListener("keydown", press);
    node.removeEventListener("blur", leave);
    said.remove();
  };
}
