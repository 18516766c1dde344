// One ear for what the HTML of a page offers: figures to choose, links to other pages of ours, its own link to copy.
const PATIENCE = 10_000; // milliseconds that something may take to come

const still = matchMedia("(prefers-reduced-motion: reduce)");

const plain = (event) => event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

const goal = (link, pages) => {
  if (!link || link.target || link.download) return null;
  const url = new URL(link.href, location.href);
  const page = url.pathname.split("/").at(-1);
  if (url.origin !== location.origin || !pages.includes(page)) return null;
  return { page, query: url.search.slice(1), hash: url.hash };
};

const when = (find, act) => {
  if (find()) return act(find());
  const observer = new MutationObserver(() => {
    if (!find()) return;
    observer.disconnect();
    act(find());
  });
  observer.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), PATIENCE);
};

const follow = (hash) =>
  when(
    () => document.getElementById(decodeURIComponent(hash.slice(1))),
    (heading) => heading.scrollIntoView({ block: "start" }),
  );

// Streamlit says in a dialog of its own that there is no such page; ours says it better.
const closeDialog = () => when(() => document.querySelector('[role="dialog"] button[aria-label="Close"]'), (button) => button.click());

const button = ({ parameter, figure }) =>
  [...document.querySelectorAll(".stMain [data-parameter]")].find(
    (made) => made.dataset.parameter === parameter && made.dataset.figure === figure,
  );

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

const copyLink = async (made) => {
  const address = new URL(location.pathname, location.origin);
  address.search = made.dataset.link;
  await copy(made.dataset.before + address.href);
  const before = made.textContent;
  made.textContent = made.dataset.done;
  setTimeout(() => (made.textContent = before), 2000);
};

// One figure wherever it stands: in both texts, and in the table.
const link = (event) => {
  const figure = event.type.endsWith("out") ? null : event.target.closest?.("[data-figure]")?.dataset.figure;
  for (const made of event.currentTarget.querySelectorAll("[data-figure]"))
    made.classList.toggle("linked", Boolean(figure) && made.dataset.figure === figure);
};
const POINTED = ["mouseover", "mouseout", "focusin", "focusout"];

// All rows of a table, for a reader who wants them.
const showAll = (made) => {
  made.closest(".kz-rows").classList.remove("few");
  made.remove();
};

// Rows that hold every word that was typed, wherever it stands; their headings go with them.
const search = (field) => {
  const box = field.closest(".kz-rows");
  const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const row of box.querySelectorAll("tbody tr")) {
    const text = row.textContent.toLowerCase();
    row.hidden = wanted.length > 0 && (row.classList.contains("group") || !wanted.every((word) => text.includes(word)));
    found += !row.hidden;
  }
  box.classList.toggle("searched", wanted.length > 0);
  box.querySelector("[role=status]").textContent = found ? "" : field.dataset.none;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const ear = (parentElement.kzEar ??= { chosen: null, last: null });
  const main = parentElement.closest(".stMain") ?? document.body;
  ear.click = (event) => {
    if (!plain(event)) return;
    const word = event.target.closest("a.kz-term");
    if (word) {
      event.preventDefault();
      return document.getElementById(word.hash.slice(1))?.showPopover({ source: word });
    }
    const link = event.target.closest("button[data-link]");
    if (link && link.textContent !== link.dataset.done) copyLink(link);
    const every = event.target.closest("button.kz-every");
    if (every) return showAll(every);
    const made = event.target.closest("[data-parameter]");
    if (made) {
      event.preventDefault();
      const { parameter, figure } = made.dataset;
      ear.last = { parameter, figure, passage: made.closest(".kz-passages") !== null };
      setTriggerValue("chosen", { parameter, figure });
      return;
    }
    const wanted = goal(event.target.closest(".stHtml a[href]"), data.pages);
    if (!wanted) return;
    event.preventDefault();
    window.kzAnchor = wanted.hash;
    setTriggerValue("wanted", { page: wanted.page, query: wanted.query });
  };
  if (!ear.listens) {
    ear.listens = (event) => ear.click(event);
    ear.searches = (event) => event.target.matches(".kz-find input") && search(event.target);
    main.addEventListener("click", ear.listens);
    main.addEventListener("input", ear.searches);
    for (const name of POINTED) main.addEventListener(name, link);
    main.dataset.kzEar = "open"; // from now on a click is heard
  }
  const anchor = window.kzAnchor || (ear.chosen === null ? location.hash : "");
  window.kzAnchor = "";
  if (anchor) follow(anchor);
  if (data.lost && ear.chosen === null) closeDialog();
  const chosen = JSON.stringify(data.chosen);
  if (ear.chosen !== null && ear.chosen !== chosen) {
    const last = ear.last;
    ear.last = null;
    // Streamlit draws the HTML anew a moment later
    setTimeout(() => {
      if (last && document.activeElement === document.body) button(last)?.focus({ preventScroll: true });
      if (!last?.passage)
        main.querySelector(".passage.chosen")?.scrollIntoView({ block: "nearest", behavior: still.matches ? "instant" : "smooth" });
    }, 80);
  }
  ear.chosen = chosen;
  return () => {
    main.removeEventListener("click", ear.listens);
    main.removeEventListener("input", ear.searches);
    for (const name of POINTED) main.removeEventListener(name, link);
    ear.listens = null;
  };
}
