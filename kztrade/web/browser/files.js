// PNG, SVG and the page's link, made in the reader's own browser.
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

const draw = async (path, { figure, format, name }) => {
  const { data, layout } = figure;
  const { width, height } = layout;
  const scale = format === "png" ? 2 : 1;
  const made = await (await plotly(path)).toImage({ data, layout }, { format, width, height, scale });
  save(made, name);
};

const button = (label, title, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.setAttribute("aria-label", title);
  made.onclick = () => act(made);
  return made;
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
  const picture = ({ format, label, title }) =>
    button(label, title, (made) => {
      made.disabled = true; // until all buttons are made anew
      row.wanted.push({ format, id: `${format} ${Date.now()}` });
      if (row.wanted.length === 1) ask();
    });
  const link = button(data.copy, data.copy, async (made) => {
    const address = new URL(location.pathname, location.origin);
    address.search = data.query;
    await copy(address.href);
    made.textContent = data.copied;
    setTimeout(() => (made.textContent = data.copy), 2000);
  });
  row.replaceChildren(...data.pictures.map(picture), ...(data.copy ? [link] : []));
  if (data.made && data.made.id === row.wanted[0]?.id) {
    row.wanted.shift(); // once, however often this is called
    draw(data.plotly, data.made);
    ask();
  }
}
