// A table of figures: the name chooses a figure, the link beside it opens the chart that draws it.
export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(".kz-figures");
  if (!root) {
    root = document.createElement("div");
    root.className = "kz-figures kz-scroll";
    parentElement.append(root);
  }
  const cell = (row, tag, className, ...content) => {
    const made = document.createElement(tag);
    made.className = className;
    made.append(...content);
    row.append(made);
    return made;
  };
  const button = (text, className, event, figure) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = className;
    made.textContent = text;
    made.onclick = () => setTriggerValue(event, figure);
    return made;
  };
  const table = document.createElement("table");
  table.className = "kz-table";
  const head = table.createTHead().insertRow();
  data.head.forEach((text, index) => cell(head, "th", index === 2 ? "n" : "", text));
  const body = table.createTBody();
  for (const item of data.rows) {
    const row = body.insertRow();
    row.dataset.figure = item.figure;
    row.classList.toggle("chosen", data.chosen.includes(item.figure));
    cell(row, "td", "", item.passage);
    const name = cell(row, "td", "", button(item.name, "name", "figure", item.figure));
    if (item.sub) {
      const sub = document.createElement("span");
      sub.className = "sub";
      sub.textContent = item.sub;
      name.append(sub);
    }
    cell(row, "td", "n", item.value);
    cell(row, "td", "", button(data.words.chart, "", "chart", item.figure));
  }
  root.replaceChildren(table);
}
