// PNG, SVG and the page's link, made in the reader's own browser.
const plotly = () =>
  window.Plotly
    ? Promise.resolve(window.Plotly)
    : (window.kzPlotly ??= new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = "assets/plotly.min.js";
        script.onload = () => resolve(window.Plotly);
        script.onerror = () => reject(new Error("plotly.min.js did not load"));
        document.head.append(script);
      }));

const save = (address, name) => {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
};

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Plain http on another host has no clipboard interface.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
};

const draw = async ({ figure, format, name }) => {
  const { data, layout } = JSON.parse(figure);
  const { width, height } = layout;
  const scale = format === "png" ? 2 : 1;
  save(await (await plotly()).toImage({ data, layout }, { format, width, height, scale }), `${name}.${format}`);
};

export default function ({ data, parentElement, setTriggerValue }) {
  let row = parentElement.querySelector(".kz-row");
  if (!row) {
    row = document.createElement("div");
    row.className = "kz-row";
    row.wanted = []; // asked for and not come yet; one at a time, for a second trigger replaces the first
    parentElement.append(row);
  }
  const ask = () => row.wanted.length && setTriggerValue("wanted", row.wanted[0]);
  const button = (label, title, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.setAttribute("aria-label", title);
    made.onclick = () => act(made);
    return made;
  };
  const picture = (format) =>
    button(format.toUpperCase(), data.words[format], (made) => {
      made.disabled = true; // until all buttons are made anew
      row.wanted.push({ format, id: `${format} ${Date.now()}` });
      if (row.wanted.length === 1) ask();
    });
  const link = button(data.words.copy, data.words.copy, async (made) => {
    const address = new URL(location.pathname, location.origin);
    address.search = data.query;
    await copy(address.href);
    made.textContent = data.words.copied;
    setTimeout(() => (made.textContent = data.words.copy), 2000);
  });
  row.replaceChildren(...(data.pictures ? [picture("png"), picture("svg")] : []), link);
  if (data.made && data.made.id === row.wanted[0]?.id) {
    row.wanted.shift(); // once, however often this is called
    draw(data.made);
    ask();
  }
}
