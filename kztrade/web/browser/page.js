// One ear for what the HTML of a page offers: figures to choose, links to other pages of ours, its own link to copy.
const PATIENCE = 10_000; // milliseconds that a heading may take to come

const plain = (event) => event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

const goal = (link, pages) => {
  if (!link || link.target || link.download) return null;
  const url = new URL(link.href, location.href);
  const page = url.pathname.split("/").at(-1);
  if (url.origin !== location.origin || !pages.includes(page)) return null;
  return { page, query: url.search.slice(1), hash: url.hash };
};

const follow = (hash) => {
  const find = () => document.getElementById(decodeURIComponent(hash.slice(1)));
  const show = () => find()?.scrollIntoView({ block: "start" });
  if (find()) return show();
  const observer = new MutationObserver(() => {
    if (!find()) return;
    observer.disconnect();
    show();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), PATIENCE);
};

const button = ({ parameter, figure }) =>
  [...document.querySelectorAll(".stMain button[data-parameter]")].find(
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
  await copy(address.href);
  const before = made.textContent;
  made.textContent = made.dataset.done;
  setTimeout(() => (made.textContent = before), 2000);
};

export default function ({ data, parentElement, setTriggerValue }) {
  const ear = (parentElement.kzEar ??= { chosen: null, last: null });
  const main = parentElement.closest(".stMain") ?? document.body;
  ear.click = (event) => {
    if (!plain(event)) return;
    const link = event.target.closest("button[data-link]");
    if (link && link.textContent !== link.dataset.done) copyLink(link);
    const made = event.target.closest("button[data-parameter]");
    if (made) {
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
    main.addEventListener("click", ear.listens);
    main.dataset.kzEar = "open"; // from now on a click is heard
  }
  const anchor = window.kzAnchor || (ear.chosen === null ? location.hash : "");
  window.kzAnchor = "";
  if (anchor) follow(anchor);
  const chosen = JSON.stringify(data.chosen);
  if (ear.chosen !== null && ear.chosen !== chosen) {
    const last = ear.last;
    ear.last = null;
    // Streamlit draws the HTML anew a moment later
    setTimeout(() => {
      if (last && document.activeElement === document.body) button(last)?.focus({ preventScroll: true });
      if (!last?.passage)
        main.querySelector(".passage.chosen")?.scrollIntoView({ block: "nearest", behavior: "smooth" });
    }, 80);
  }
  ear.chosen = chosen;
  return () => {
    main.removeEventListener("click", ear.listens);
    ear.listens = null;
  };
}
