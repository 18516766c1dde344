// Plotly from our own server, once a page, wherever a proxy has put it.
const home = () => {
  const own = [...document.scripts].find((script) => script.src.includes("/static/js/"));
  return own ? new URL("../../", own.src) : new URL("./", location.href);
};

const plotly = (path) =>
  window.Plotly
    ? Promise.resolve(window.Plotly)
    : (window.kzPlotly ??= new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(path, home());
        script.onload = () => resolve(window.Plotly);
        script.onerror = () => {
          delete window.kzPlotly; // the next one tries again
          script.remove();
          reject(new Error("plotly.min.js did not load"));
        };
        document.head.append(script);
      }));
