// Claims side by side: who asserts or backs a matter, who denies or opposes it, who does not comment.

const SIDES = { for: "Assert, back or demand", against: "Deny, oppose or worry", silent: "Do not comment" };

function claimsView() {
  const body = h("div", {});
  const box = h("input", { type: "checkbox", onchange: () => draw() });
  const tally = h("p", { role: "status" });
  const draw = () => {
    const matters = store.matters.filter((matter) => !box.checked || Object.keys(matter.sides).length > 1);
    tally.textContent = `${many(matters.length, "matter")}, ${many(matters.flatMap((matter) => Object.values(matter.sides).flat()).length, "claim")}`;
    replace(body, matters.length ? matters.map(matterSection) : h("p", { class: "empty" }, "No claims."));
  };
  draw();
  return h("section", { class: "view" },
    h("header", {}, h("h1", {}, "Claims"), h("p", { class: "lead" }, "What somebody says is not what is so. Claims that answer one another, or speak of the same event or treaty, stand together.")),
    h("div", { class: "tally" }, tally, h("label", { class: "chip" }, box, "Only where sides differ")), body);
}

function matterSection(matter) {
  const about = store.nodes[matter.about];
  return h("section", { class: "matter", "aria-label": `Matter: ${nameOf(about)}` },
    h("div", {}, h("p", { class: `kind ${about.kind ?? "thing"}` }, about.kind ? KIND[about.kind] : plain(about.type)),
      h("h2", { dir: "auto" }, h("a", { href: linkTo(about) }, about.kind && gist(about) ? `${nameOf(about)}: ${gist(about)}` : nameOf(about)), " ", tagsOf(about))),
    h("div", { class: "sides" }, Object.entries(SIDES).map(([side, name]) => h("section", { class: `side ${side}` }, h("h3", {}, name),
      matter.sides[side] ? h("ul", {}, matter.sides[side].map((number) => voice(store.nodes[number]))) : h("p", { class: "hint" }, "Nobody")))));
}

function voice(claim) {
  const speakers = (claim.roles?.speaker ?? []).map((number) => nameOf(store.nodes[number]));
  const targets = (claim.roles?.target ?? []).map((number) => nameOf(store.nodes[number]));
  return h("li", { class: "voice claim" }, h("p", { class: "who", dir: "auto" }, speakers.length ? list(speakers) : "An unnamed source"),
    h("blockquote", { class: "quote", dir: "auto" }, claim.passages[0].quote),
    h("p", { class: "small" }, h("a", { href: linkTo(claim) }, nameOf(claim)), targets.length ? h("bdi", {}, `to or against ${list(targets)}`) : null, claim.roles?.respondsTo ? h("span", {}, "an answer") : null, h("span", {}, percent(claim.confidence))));
}
