// Elements are made here and nowhere else. What comes from articles enters as text nodes or attributes, never as HTML.

/** An element with properties and children; strings become text, null and false nothing. */
function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) set(element, name, value);
  append(element, children);
  return element;
}

/** An element of SVG; only numbers and our own words are its attributes. */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  append(element, children);
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "href") element.setAttribute("href", safeAddress(value));
  else element.setAttribute(name, value === true ? "" : String(value));
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** An address that leads to a place of this page or to the web; anything else, such as javascript:, leads nowhere. */
function safeAddress(address) {
  return /^(#|https?:\/\/)/i.test(address) ? address : "#";
}

/** A link that leaves the page and tells the other side nothing. */
function outside(address, ...children) {
  if (!/^https?:\/\//i.test(address ?? "")) return h("bdi", {}, ...children);
  return h("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, ...children, h("span", { class: "hidden" }, " (opens in a new tab)"));
}

function byId(id) {
  return document.getElementById(id);
}

function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

let announced = 0;

/** Tell those who listen to the page what has changed. */
function announce(message) {
  clearTimeout(announced);
  announced = setTimeout(() => { byId("announce").textContent = message; }, 150);
}

/** A function that waits until calls have ceased for some milliseconds. */
function settled(wait, run) {
  let timer = 0;
  return (...values) => { clearTimeout(timer); timer = setTimeout(() => run(...values), wait); };
}
