// Pictures of a chart, made in the reader's own browser.
const save = (address, name) => {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
};

const draw = async (path, { figure, fonts, format, name }) => {
  const { width, height } = figure.layout;
  const { toImage } = await plotly(path);
  save(await kzImage(toImage, figure, { format, width, height, scale: 2, fonts }), name);
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
  row.replaceChildren(...data.pictures.map(picture));
  if (data.made && data.made.id === row.wanted[0]?.id) {
    row.wanted.shift(); // once, however often this is called
    draw(data.plotly, data.made);
    ask();
  }
}
