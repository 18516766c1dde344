// Words of a page, but for those of charts and navigation, that lie on each other.
() => {
  const unread = "style, script, template, .kz-unseen, .js-plotly-plot, .kz-nav, [aria-hidden]:not(label *)";
  const seen = { opacityProperty: true, visibilityProperty: true };
  const hidden = (box) =>
    box && ((getComputedStyle(box).overflow === "hidden" && (box.clientWidth <= 1 || box.clientHeight <= 1)) || hidden(box.parentElement));
  const walker = document.createTreeWalker(document.querySelector(".stMain .block-container"), NodeFilter.SHOW_TEXT);
  const boxes = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(unread) || !parent.checkVisibility(seen) || hidden(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, top, right, bottom } of range.getClientRects()) {
      const lead = (bottom - top) * 0.28; // letters do not fill their line
      if (right - left > 2) boxes.push({ node, left: left + 1, top: top + lead, right: right - 1, bottom: bottom - lead });
    }
  }
  boxes.sort((one, other) => one.top - other.top);
  const found = [];
  boxes.forEach((one, place) => {
    for (const other of boxes.slice(place + 1)) {
      if (other.top >= one.bottom) break;
      if (other.node === one.node || one.left >= other.right || other.left >= one.right) continue;
      found.push(`“${one.node.data.trim().slice(0, 40)}” on “${other.node.data.trim().slice(0, 40)}”`);
    }
  });
  return [...new Set(found)];
}
