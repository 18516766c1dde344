// Tells Python what it cannot see: the theme in use and whether the window is narrow.
export default function ({ data, setStateValue }) {
  const app = document.querySelector(".stApp");
  const narrow = matchMedia("(max-width: 640px)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const told = { theme: data.theme, narrow: data.narrow };
  const tell = () => {
    const now = {
      theme: getComputedStyle(app).colorScheme.includes("dark") ? "dark" : "light",
      narrow: narrow.matches,
    };
    for (const name of Object.keys(now)) {
      if (now[name] !== told[name]) setStateValue(name, (told[name] = now[name]));
    }
  };
  const later = () => setTimeout(tell, 60);
  const observer = new MutationObserver(() => requestAnimationFrame(tell));
  observer.observe(app, { attributes: true, attributeFilter: ["class", "style"] });
  observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  narrow.addEventListener("change", later);
  dark.addEventListener("change", later);
  tell();
  return () => {
    observer.disconnect();
    narrow.removeEventListener("change", later);
    dark.removeEventListener("change", later);
  };
}
