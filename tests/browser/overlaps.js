// What lies on each other in a drawn chart: words on words, words on data, grounds of words on data, words outside of it.
// Axis and grid lines are no data. Pixels; of a box of words only what letters fill.
(plot) => {
  const near = 0.75;
  const picture = plot.getBoundingClientRect();
  const panels = Object.values(plot._fullLayout._plots);
  const shown = (node) => {
    const style = getComputedStyle(node);
    return style.display !== "none" && style.visibility !== "hidden" && Number(style.opacity) > 0;
  };
  const boxOf = (node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const inked = (line) => {
    const { left, top, right, bottom } = boxOf(line);
    const tall = bottom - top;
    return { left: left + near, top: top + 0.22 * tall, right: right - near, bottom: bottom - 0.22 * tall };
  };
  const meets = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  const words = [...plot.querySelectorAll("svg.main-svg text")].filter((text) => text.textContent.trim() && shown(text)).map((text) => {
    const lines = [...text.querySelectorAll("tspan.line")];
    const ground = text.closest(".annotation-text-g")?.querySelector("rect.bg");
    const opaque = ground && getComputedStyle(ground).fill !== "none" && Number(getComputedStyle(ground).fillOpacity) > 0;
    return {
      text: (lines.length ? lines : [text]).map((line) => line.textContent).join(" "),
      boxes: (lines.length ? lines : [text]).map(inked),
      whole: boxOf(text),
      ground: opaque ? boxOf(ground) : null,
    };
  });

  // A stroke as the places it runs through, a point and a bar as their box.
  const strokeOf = (path) => {
    const matrix = path.getScreenCTM();
    const half = parseFloat(getComputedStyle(path).strokeWidth) / 2;
    const found = [];
    const whole = path.getTotalLength();
    for (let at = 0; at <= whole; at += 2) {
      const { x, y } = path.getPointAtLength(at).matrixTransform(matrix);
      found.push({ left: x - half, top: y - half, right: x + half, bottom: y + half });
    }
    return found;
  };
  const traces = [...plot.querySelectorAll("g.trace")];
  const nameOf = (node) => `${node.closest("g.trace")?.classList[1] ?? "mark"}`;
  const lines = [...plot.querySelectorAll(".scatterlayer path.js-line, .errorbars path")]
    .filter((path) => shown(path) && getComputedStyle(path).stroke !== "none" && parseFloat(getComputedStyle(path).strokeWidth) > 0)
    .map((path) => ({ kind: "line", at: strokeOf(path) }));
  const marks = [...plot.querySelectorAll(".scatterlayer path.point, .bars path")]
    .filter((path) => shown(path) && path.getBoundingClientRect().width > 1.5)
    .map((path) => ({ kind: path.closest(".bars") ? "bar" : "point", at: [boxOf(path)] }));
  const data = [...lines, ...marks];

  const found = [];
  words.forEach((one, place) => {
    for (const other of words.slice(place + 1))
      if (one.boxes.some((box) => other.boxes.some((more) => meets(box, more)))) found.push(`“${one.text}” on “${other.text}”`);
    for (const mark of data) {
      if (one.boxes.some((box) => mark.at.some((part) => meets(box, part)))) found.push(`“${one.text}” on a ${mark.kind}`);
      else if (one.ground && mark.at.some((part) => meets(one.ground, part)) ) found.push(`the ground of “${one.text}” on a ${mark.kind}`);
    }
    const { left, top, right, bottom } = one.whole;
    if (left < picture.left - 1 || right > picture.right + 1 || top < picture.top - 1 || bottom > picture.bottom + 1)
      found.push(`“${one.text}” outside of the picture`);
  });
  return found;
}
