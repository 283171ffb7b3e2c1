// How the page words what the data name.

const KINDS = { event: "Events", claim: "Claims", provision: "Provisions", post: "Offices", entity: "Entities" };
const KIND = { event: "Event", claim: "Claim", provision: "Provision", post: "Office", thing: "Entity" };
const FACTUALITIES = ["Actual", "Planned", "Conditional", "Alleged", "Denied", "Negated"];
const ROLES = {
  actor: "By", concerns: "Concerning", place: "In", conditionalOn: "Only after", speaker: "Speaker", target: "Against or to",
  about: "About", respondsTo: "Answers", obligor: "Binds", partOf: "Part of", cites: "Cites", heldBy: "Held by", postIn: "In",
};
const DERIVATIONS = {
  Explicit: "as written", RelativeToPublication: "counted from the day of publication",
  RelativeToEvent: "counted from another event", InferredWindow: "a window inferred from the text",
};
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const collator = new Intl.Collator("en", { numeric: true });

/** "EntryIntoForce" as "Entry into force". */
function plain(name) {
  const words = String(name).replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "2021-09-28" as "28 September 2021", also months and years. */
function dayWords(day) {
  const [year, month, date] = String(day).split("-");
  if (!/^\d{4}$/.test(year)) return String(day);
  const name = MONTHS[Number(month) - 1];
  if (!name) return year;
  return date ? `${Number(date)} ${name} ${year}` : `${name} ${year}`;
}

/** An EDTF date or interval in words. */
function dateWords(edtf) {
  const [from, to] = String(edtf).replace(/[?~%]/g, "").split("/");
  const vague = /[?~%]/.test(edtf) ? "about " : "";
  if (to === undefined) return vague + dayWords(from);
  if (from === "" || from === "..") return `until ${vague}${dayWords(to)}`;
  if (to === "" || to === "..") return `since ${vague}${dayWords(from)}`;
  return `${vague}${dayWords(from)} to ${dayWords(to)}`;
}

function datesOf(fact) {
  return (fact.dates ?? []).map(dateWords).join("; ");
}

function percent(confidence) {
  return confidence === undefined ? "" : `${Math.round(confidence * 100)} %`;
}

function many(number, one, more = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : more}`;
}

function list(names) {
  return names.length < 3 ? names.join(" and ") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The name of a thing or fact; of a fact its type, or the title of the office. */
function nameOf(node) {
  return node.kind ? node.label ?? plain(node.type) : node.label;
}

/** Who and what a fact is about, in one line. */
function gist(fact) {
  const names = (role) => list((fact.roles?.[role] ?? []).map((each) => nameOf(store.nodes[each])));
  const put = (word, role) => (names(role) ? `${word}${names(role)}` : "");
  const parts = {
    event: () => [put("", "actor"), put("on: ", "concerns"), put("in ", "place")],
    claim: () => [fact.unnamed ? "an unnamed source" : put("", "speaker"), put("to or against ", "target"), put("on: ", "about"), put("in answer to: ", "respondsTo")],
    provision: () => [put("binds ", "obligor"), put("in: ", "partOf"), fact.article ? `article ${fact.article}` : ""],
    post: () => [put("", "heldBy"), put("in ", "postIn")],
  }[fact.kind]();
  return parts.filter(Boolean).join(" · ");
}
