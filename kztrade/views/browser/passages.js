// Passages with their figures as buttons. Python tells what is chosen; a click tells Python.
const place = (parent) => {
  let root = parent.querySelector(".kz-passages");
  if (!root) {
    root = document.createElement("div");
    root.className = "kz-passages";
    parent.append(root);
  }
  return root;
};

const paragraph = (passage, tell) => {
  const box = document.createElement("div");
  box.className = "passage";
  box.dataset.passage = passage.number;
  const number = document.createElement("div");
  number.className = "number";
  number.textContent = passage.label;
  const text = document.createElement("p");
  text.lang = passage.language;
  for (const part of passage.parts) {
    if (!part.figure) {
      text.append(part.text);
      continue;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = part.text;
    button.dataset.figure = part.figure;
    button.dataset.series = part.series;
    button.onclick = () => tell(part.figure);
    text.append(button);
  }
  box.append(number, text);
  return box;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = place(parentElement);
  const drawn = JSON.stringify(data.passages);
  if (root.drawn !== drawn) {
    root.drawn = drawn;
    root.replaceChildren(
      ...data.passages.map((passage) =>
        paragraph(passage, (figure) => {
          root.own = true;
          setTriggerValue("figure", figure);
        }),
      ),
    );
    root.sum = document.createElement("div");
    root.sum.className = "sum";
    root.append(root.sum);
  }
  const chosen = new Set(data.chosen);
  for (const button of root.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", chosen.has(button.dataset.figure));
  }
  for (const box of root.querySelectorAll(".passage")) {
    box.classList.toggle("chosen", box.querySelector('[aria-pressed="true"]') !== null);
  }
  root.sum.textContent = data.sum;
  root.sum.hidden = !data.sum;
  const first = root.querySelector(".passage.chosen");
  if (first && data.follow && !root.own) first.scrollIntoView({ block: "nearest", behavior: "smooth" });
  root.own = false;
}
