// Light, dark, or as the reader's system has it; the choice is kept if the browser lets us.

const THEMES = ["auto", "light", "dark"];

function startTheme() {
  let theme = remembered();
  const show = () => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    replace(byId("theme"), h("span", {}, "Theme: "), theme);
    byId("theme").setAttribute("aria-label", `Theme: ${theme}`);
    window.dispatchEvent(new Event("themechange"));
  };
  byId("theme").addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    remember(theme);
    show();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  show();
}

function remembered() {
  try {
    const theme = localStorage.getItem("treatykg-theme");
    return THEMES.includes(theme) ? theme : "auto";
  } catch { // files and sandboxed frames may have no storage
    return "auto";
  }
}

function remember(theme) {
  try { localStorage.setItem("treatykg-theme", theme); } catch { /* then only this page has it */ }
}

/** The colour that a custom property of the style has now, for the canvas. */
function colour(name) {
  const probe = h("span", { class: "hidden" });
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
