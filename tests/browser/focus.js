// Sees how a page changes under the keyboard: `look` at what has the focus now, `left` once it has gone on.
// `left` tells what was looked at, and the best contrast between with and without focus that any of its parts shows.
// `faint` tells which controls have an edge of less than 3 to 1.
(() => {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = "#000";
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = ([red, green, blue, alpha], below) =>
    [red, green, blue].map((channel, place) => channel * alpha + below[place] * (1 - alpha)).concat(1);
  const ground = (node) => {
    if (!node) return [255, 255, 255, 1];
    const own = rgba(getComputedStyle(node).backgroundColor);
    return own[3] === 1 ? own : over(own, ground(node.parentElement));
  };
  const light = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [less, more] = [light(one), light(other)].sort((a, b) => a - b);
    return (more + 0.05) / (less + 0.05);
  };

  const look = (node) => {
    const style = getComputedStyle(node);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    return {
      outline: outlined ? style.outlineColor : "",
      shadow: style.boxShadow === "none" ? "" : style.boxShadow,
      border: parseFloat(style.borderBottomWidth) >= 1 ? style.borderBottomColor : "",
      background: style.backgroundColor,
      ground: ground(node),
      around: ground(node.parentElement),
    };
  };
  const shadowOf = (text) => /(rgba?|color|oklch|oklab)\([^)]*\)/.exec(text)?.[0] ?? "transparent";
  const change = (now, before) =>
    Math.max(
      now.outline && now.outline !== before.outline ? contrast(over(rgba(now.outline), now.around), now.around) : 1,
      now.shadow && now.shadow !== before.shadow ? contrast(over(rgba(shadowOf(now.shadow)), now.around), now.around) : 1,
      now.border && before.border && now.border !== before.border
        ? contrast(over(rgba(now.border), now.around), over(rgba(before.border), before.around)) : 1,
      now.background !== before.background ? contrast(now.ground, before.ground) : 1,
    );

  const edge = (box) => {
    const { border, shadow, around } = look(box);
    return Math.max(...[border, shadow && shadowOf(shadow)].map((colour) => (colour ? contrast(over(rgba(colour), around), around) : 1)));
  };

  let seen = null;
  window.kzFocus = {
    faint: (controls) =>
      [...document.querySelectorAll(controls)]
        .filter((box) => box.checkVisibility() && edge(box) < 3)
        .map((box) => `${box.tagName.toLowerCase()} “${box.innerText.slice(0, 30)}”: ${edge(box).toFixed(2)}`),
    look: () => {
      const node = document.activeElement;
      if (!node || node === document.body) return false;
      const ancestors = [node.parentElement, node.parentElement?.parentElement, node.parentElement?.parentElement?.parentElement];
      const parts = [node, ...ancestors, ...[...node.querySelectorAll("*")].slice(0, 12)].filter(Boolean);
      const { width, height } = node.getBoundingClientRect();
      seen = { node, parts: parts.map((part) => [part, look(part)]), again: node.kzSeen, size: [width, height] };
      node.kzSeen = true;
      return true;
    },
    left: () => {
      const { node, parts, again } = seen;
      const best = Math.max(...parts.map(([part, now]) => change(now, look(part))));
      const name = node.getAttribute("aria-label") || node.innerText?.trim() || node.getAttribute("data-testid") || "";
      return { again, best, what: `${node.tagName.toLowerCase()} “${name.slice(0, 50)}” ${node.className.baseVal ?? node.className}`.slice(0, 140) };
    },
  };
})()
