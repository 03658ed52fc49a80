const PARTS = ["checkpoint.txt", "issued.bin", "keys.json", "status.jsonl"];
const RECORD = 44;
const MOST_OF_BUNDLE = 512 * 1024 * 1024;
const HALF_ORDER = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;
const text = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
const utf8 = (words) => new TextEncoder().encode(words);
const hex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const same = (one, other) => one.length === other.length && one.every((byte, place) => byte === other[place]);
let bundle = null, asked = 0;

function unbase64(code) {
  const raw = atob(code.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(raw, (sign) => sign.charCodeAt(0));
}

/* ---- the bundle ---- */

async function read(files) {
  const manifestBytes = files["manifest.json"];
  const manifest = JSON.parse(text(manifestBytes));
  if (manifest.format !== "zhicheng-bundle-1") throw new Error("不认识的格式");
  for (const name of PARTS) {
    if (hex(await sha256(files[name])) !== manifest.files[name].sha256) throw new Error(name + " 被改动过");
  }
  const keys = JSON.parse(text(files["keys.json"]));
  const signed = await holds(text(files["manifest.note"]), keys.log, manifest.as_of, hex(await sha256(manifestBytes)));
  if (signed === false) throw new Error("签名无效");
  const proofs = new Map();
  for (const one of keys.proof) {
    const key = await crypto.subtle.importKey("spki", unbase64(one.public), { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    proofs.set(one.kid, { key, until: one.until, last: one.last_position });
  }
  const changes = new Map();
  for (const line of text(files["status.jsonl"]).split("\n").filter(Boolean)) {
    const one = JSON.parse(line);
    changes.set(one.number, one);
  }
  const seals = keys.seals.map((one) => hex(unbase64(one.certificate.replace(/-----[^-]+-----|\s/g, ""))));
  const note = text(files["checkpoint.txt"]);
  const size = note ? Number(note.split("\n")[1]) : 0;
  return { asOf: manifest.as_of, sites: manifest.sites, logKey: keys.log, proofs, changes, seals, size, signed, issued: files["issued.bin"], listsOfd: Boolean(keys.makers) };
}

/** true or false, or null where this browser knows no Ed25519. */
async function holds(note, logKey, asOf, digest) {
  const end = note.lastIndexOf("\n\n");
  const body = note.slice(0, end + 1);
  const [name, id, code] = [logKey.slice(0, logKey.indexOf("+")), ...logKey.slice(logKey.indexOf("+") + 1).split(/\+(.*)/s)];
  if (body !== name + "/bundle\n" + asOf + "\n" + digest + "\n") return false;
  let key;
  try {
    key = await crypto.subtle.importKey("raw", unbase64(code).slice(1), { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return null;
  }
  for (const line of note.slice(end + 2).split("\n")) {
    const [dash, signer, raw] = line.split(" ");
    if (dash !== "—" || signer !== name || !raw) continue;
    const signature = unbase64(raw);
    if (hex(signature.slice(0, 4)) === id && (await crypto.subtle.verify("Ed25519", key, signature.slice(4), utf8(body)))) return true;
  }
  return false;
}

function find(digest) {
  const data = bundle.issued, view = new DataView(data.buffer, data.byteOffset);
  let low = 0, high = data.length / RECORD;
  while (low < high) {
    const middle = (low + high) >> 1, at = middle * RECORD;
    let order = 0;
    for (let place = 0; place < 32 && !order; place++) order = data[at + place] - digest[place];
    if (!order) return { number: view.getBigUint64(at + 32) ? printed(view.getBigUint64(at + 32)) : "", position: view.getUint32(at + 40) };
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return null;
}

/** The number with its dashes and check character (ISO 7064 MOD 37,36). */
function printed(number) {
  const digits = String(number), alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  let rest = 36;
  for (const sign of digits) rest = (((rest + alphabet.indexOf(sign)) % 36 || 36) * 2) % 37;
  const parts = [digits.slice(0, 6), digits.slice(6, 10), digits.slice(10, 11), digits.slice(11)];
  return [...parts, alphabet[(37 - rest) % 36]].join("-");
}

/* ---- CBOR, as far as a code needs it ---- */

function uncbor(bytes) {
  let at = 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = (more) => {
    if (more < 24) return more;
    at += 2 ** (more - 24);
    if (more === 24) return view.getUint8(at - 1);
    if (more === 25) return view.getUint16(at - 2);
    if (more === 26) return view.getUint32(at - 4);
    if (more === 27) return view.getBigUint64(at - 8);
    throw new Error("cbor");
  };
  const piece = (size) => {
    if (at + size > bytes.length) throw new Error("cbor");
    at += size;
    return bytes.slice(at - size, at);
  };
  const item = (depth) => {
    if (depth > 6) throw new Error("cbor");
    const first = piece(1)[0], kind = first >> 5, size = count(first & 31);
    if (kind === 0) return size;
    if (kind === 1) return -1 - Number(size);
    if (kind === 2) return piece(Number(size));
    if (kind === 3) return text(piece(Number(size)));
    if (kind === 4) return Array.from({ length: Math.min(Number(size), 64) }, () => item(depth + 1));
    if (kind === 5) return new Map(Array.from({ length: Math.min(Number(size), 64) }, () => [item(depth + 1), item(depth + 1)]));
    if (kind === 6) return { tag: size, value: item(depth + 1) };
    throw new Error("cbor");
  };
  const found = item(0);
  if (at !== bytes.length) throw new Error("cbor");
  return found;
}

function head(kind, size) {
  if (size < 24) return [(kind << 5) | size];
  return size < 256 ? [(kind << 5) | 24, size] : [(kind << 5) | 25, size >> 8, size & 255];
}

const chunk = (kind, bytes) => [...head(kind, bytes.length), ...bytes];

/* ---- the verdicts; the words are those of the platform ---- */

const say = (standing, because, more = {}) => ({ standing, because, checks: {}, ...more });

async function judgeCode(typed) {
  const whole = typed.trim(), cut = whole.lastIndexOf("#");
  const ours = bundle.sites.some((site) => whole.startsWith(site + "/v/"));
  const code = cut < 0 ? whole : whole.slice(cut + 1);
  if (cut < 0 && ours) return say("unavailable", told.because.ONLY_ADDRESS);
  let proof;
  try {
    proof = unbase64(code);
  } catch {
    proof = new Uint8Array();
  }
  if (!proof.length && ours) return say("unavailable", told.because.ONLY_ADDRESS);
  if (!proof.length || (cut < 0 && proof[0] !== 0xd2) || (cut >= 0 && !/^https?:/.test(whole))) return say("unknown", told.because.NO_CODE);
  const found = await readProof(proof);
  if (found.fault) return say(found.fault === "STRANGE_KEY" ? "unknown" : "altered", told.because[found.fault], { checks: { proof: "fails" } });
  if (cut >= 0 && !ours) return say("altered", told.because.OTHER_SITE, { checks: { proof: "fails" } });
  const listed = find(await sha256(proof));
  if (!listed) return say("unavailable", told.because.NEWER, { checks: { proof: "holds" } });
  if (listed.number !== found.facts.number || !inTerm(found, listed)) return say("altered", told.because.KEY_OVER, { checks: { proof: "fails" } });
  return onList(listed, found.facts, { proof: "holds" }, told.because.CODE_ONLY);
}

async function readProof(proof) {
  try {
    const message = uncbor(proof);
    if (message.tag !== 18) return { fault: "FORGED_CODE" };
    const [shielded, , payload, signature] = message.value;
    const kid = hex(uncbor(shielded).get(4)), listed = bundle.proofs.get(kid);
    if (!listed) return { fault: "STRANGE_KEY" };
    const toSign = Uint8Array.from([0x84, ...chunk(3, utf8("Signature1")), ...chunk(2, shielded), 0x40, ...chunk(2, payload)]);
    const small = BigInt("0x" + hex(signature.slice(32))) <= HALF_ORDER;
    const good = small && (await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, listed.key, signature, toSign));
    if (!good) return { fault: "FORGED_CODE" };
    const said = uncbor(payload);
    const day = new Date(said.get(7) * 86400000).toISOString().slice(0, 10);
    const facts = { number: printed(said.get(1)), name: said.get(2), title: said.get(3), series: said.get(4), speciality: said.get(5), level: said.get(6), day, authority: said.get(8), document: said.get(9) };
    return { facts, listed };
  } catch {
    return { fault: "FORGED_CODE" };
  }
}

const inTerm = (found, listed) => (found.listed.last === null || listed.position <= found.listed.last) && (!found.listed.until || found.facts.day <= found.listed.until);

function onList(listed, facts, checks, because) {
  const change = bundle.changes.get(listed.number);
  const log = listed.position <= bundle.size ? "holds" : "not_made";
  return say(change ? change.kind : "valid", because, { number: listed.number, facts, change, checks: { ...checks, status: change ? "fails" : "holds", log } });
}

/** A file that was not issued: its kind says the standing. */
function onHanded(handed) {
  const { standing, looked_into } = told.handed[handed];
  return say(standing, "", { handed, checks: looked_into ? { whole_file: "fails" } : {} });
}

/** One that bears a seal of ours may be newer than the bundle, where it says so and nothing in it was changed since. */
async function onSealed(days, isUnbroken) {
  const newer = days.some((day) => day >= sealedSince()) && (await isUnbroken().catch(() => false));
  return newer ? say("unavailable", told.because.MAYBE_NEWER, { checks: { whole_file: "fails" } }) : onHanded("changed");
}

/** The day from which a sealed file may have waited for its entry in the log, as YYYYMMDD. */
const sealedSince = () => new Date(Date.parse(bundle.asOf) - told.seal_to_issue_ms).toISOString().slice(0, 10).replaceAll("-", "");
const daysIn = (text, pattern) => [...text.matchAll(pattern)].map((one) => one[1]);

/** The days that a seal names, and those of time stamps, which DER writes as letters and a PDF in hexadecimal. */
function daysInPdf(whole) {
  const stamped = daysIn(whole, /18(?:0f|1[0-9a-f])((?:3\d){8})(?:3\d){6}/gi).map((digits) => digits.replace(/3(\d)/g, "$1"));
  return [...daysIn(whole, /\/M \(D(?::|\\072)(\d{8})/g), ...stamped];
}

async function judgePdf(bytes) {
  const listed = find(await sha256(bytes)), whole = signs(bytes);
  if (!listed) {
    const handed = await strangePdf(bytes);
    return handed === "changed" ? onSealed(daysInPdf(whole), () => isUnbrokenPdf(bytes, whole)) : onHanded(handed);
  }
  if (!listed.number) return say("document", "", { checks: { whole_file: "holds" } });
  let facts = null;
  for (const code of codesIn(whole)) {
    const found = await readProof(unbase64(code.slice(code.lastIndexOf("#") + 1)));
    if (found.fault || found.facts.number !== listed.number || !inTerm(found, listed)) return say("altered", told.because.OTHER_CODE, { checks: { whole_file: "holds", proof: "fails" } });
    facts = found.facts;
  }
  return onList(listed, facts, { whole_file: "holds", proof: facts ? "holds" : "not_made" }, "");
}

async function judgePackage(bytes) {
  const listed = find(await sha256(bytes));
  if (listed && listed.number) return onList(listed, null, { whole_file: "holds" }, told.because.OFD_SEAL_APART);
  const handed = strangePackage(bytes);
  if (handed) return onHanded(handed);
  const files = await unzip(bytes, told.reading.most_unfolded).catch(() => ({}));
  const plain = new TextDecoder().decode(bytes); /* ours are not folded: what stands in a broken one is found as well */
  const words = [plain, ...Object.keys(files).filter((name) => /\.xml$/i.test(name)).map((name) => new TextDecoder().decode(files[name]))].join("\n");
  if (!numberIn(words) && !bundle.sites.some((site) => words.includes(site + "/v/"))) return onHanded("strange");
  if (!bundle.listsOfd) return say("unavailable", told.because.NO_OFD_LISTED);
  return onSealed(daysIn(words, /SignatureDateTime>(\d{8})/g), () => isUnbrokenOfd(bytes, files));
}

/* ---- the page ---- */

function add(parent, tag, words, name) {
  const made = document.createElement(tag);
  if (words) made.textContent = words;
  if (name) made.className = name;
  return parent.appendChild(made);
}

function rows(answer) {
  const { facts, change } = answer, found = [];
  if (answer.number) found.push(["证书编号", answer.number]);
  if (change) found.push(["自何日起不再有效", day(change.since)]);
  if (change && change.words) found.push(["原因", change.words]);
  if (change && change.by) found.push(["新证书编号", change.by]);
  if (facts) found.push(["姓名", facts.name], ["资格名称", facts.title + "（" + facts.level + "）"], ["系列和专业", facts.series + " · " + facts.speciality], ["取得时间", day(facts.day)], ["发证机关", facts.authority], ["公布文件", facts.document]);
  return found;
}

const day = (iso) => iso.slice(0, 4) + "年" + Number(iso.slice(5, 7)) + "月" + Number(iso.slice(8, 10)) + "日";
const moment = (iso) => day(iso) + iso.slice(11, 16);

function show(answer) {
  const words = answer.handed ? told.handed[answer.handed] : told.verdicts[answer.standing], place = $("answer");
  place.replaceChildren();
  const sheet = add(place, "section", "", "finding " + answer.standing);
  add(sheet, "h2", words.word);
  add(sheet, "p", "截至 " + moment(bundle.asOf) + " 的情况。", "muted");
  if (answer.number || !answer.because) add(sheet, "p", answer.standing === "valid" ? "这本证书由发证机关颁发，截至上述时间有效。" : words.meaning);
  if (answer.because) add(sheet, "p", answer.because);
  const looked = Object.keys(answer.checks).length > 0;
  if (looked || answer.handed || answer.standing !== "unknown") add(sheet, "p", answer.standing === "unavailable" ? told.offline_advice : words.advice);
  if (answer.handed && words.otherwise) nextSteps(sheet);
  const list = rows(answer);
  if (list.length) {
    const table = add(sheet, "dl");
    for (const [label, value] of list) { add(table, "dt", label); add(table, "dd", value); }
  }
  if (looked) add(sheet, "h3", "依据");
  const checks = add(sheet, "ul");
  for (const [name, subject, said] of looked ? told.checks : []) {
    const [word, because] = name === "seal" ? said.here : said[answer.checks[name] || "not_made"];
    add(checks, "li", subject + "：" + word + "。" + because);
  }
  document.title = words.word + " · 证书离线核验";
  place.focus();
  place.scrollIntoView({ block: "start" });
}

/** Where number and name, or the code, are asked for. */
function nextSteps(sheet) {
  const ways = add(sheet, "p", "", "ways");
  add(ways, "a", "核验扫出的文字").href = "#code";
  add(ways, "a", "联网按编号和姓名核验").href = bundle.sites[0] + "/verify/#id_number";
}

function tell() {
  $("as-of").textContent = moment(bundle.asOf);
  $("site").textContent = bundle.sites[0];
  $("key").textContent = bundle.logKey;
  $("signed").textContent = bundle.signed ? "本机已核对，签名有效。" : "这个浏览器不能核对这种签名。";
  const days = Math.floor((Date.now() - Date.parse(bundle.asOf)) / 86400000);
  $("old").hidden = days < 30;
  $("old").textContent = "核验包已经是 " + days + " 天前的，请尽量换用较新的。";
}

function note(words, name) {
  $("answer").replaceChildren();
  add(add($("answer"), "section"), "p", words, name);
  document.title = "证书离线核验";
  $("answer").focus();
}

/** What was asked last is answered, or it is said that it cannot be: no answer to another question stands there. */
async function ask(judge) {
  const turn = ++asked;
  $("answer").replaceChildren();
  document.title = "证书离线核验";
  try {
    const answer = await judge();
    if (answer && turn === asked) show(answer);
  } catch {
    if (turn === asked) note("没有核验：这里读不出来。请另存成文件再试，或联网到平台核验。", "warn");
  }
}

/** The answer on a file; none for a bundle, which is taken for the one in use. */
async function judgeFile(file) {
  const isBundle = await isLikeABundle(file);
  if (!isBundle && file.size > told.reading.most_file) return onHanded("too_big");
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isBundle) return renew(bytes);
  const handed = plainly(bytes);
  if (handed) return onHanded(handed);
  return begins(bytes, "PK\x03\x04") ? judgePackage(bytes) : judgePdf(bytes);
}

/** Whole or cut off: the second file in a bundle follows soon. */
async function isLikeABundle(file) {
  const beginning = signs(new Uint8Array(await file.slice(0, 65536).arrayBuffer()));
  return beginning.startsWith("PK\x03\x04") && beginning.includes("issued.bin");
}

async function renew(bytes) {
  try {
    const files = await unzip(bytes, MOST_OF_BUNDLE).catch(() => ({}));
    if (PARTS.concat("manifest.json", "manifest.note").some((name) => !files[name])) throw new Error("这个文件不是核验包，或不完整");
    const newer = await read(files);
    if (newer.logKey !== bundle.logKey || newer.signed !== true) throw new Error("不是同一发证机关签名的，或这个浏览器不能核对它的签名");
    if (Date.parse(newer.asOf) < Date.parse(bundle.asOf)) throw new Error("比现在用的还旧");
    bundle = newer;
    tell();
    note("已换用截至 " + moment(bundle.asOf) + " 的核验包。");
  } catch (error) {
    note("没有换用这个核验包：" + error.message + "。", "warn");
  }
}

async function open() {
  if (!globalThis.crypto || !crypto.subtle) throw new Error("这个浏览器没有核验所需的功能，请用较新的浏览器打开");
  const files = Object.fromEntries(Object.entries(told.files).map(([name, code]) => [name, unbase64(code)]));
  bundle = await read(files);
  tell();
}

const takeFile = ([file]) => file && ask(() => judgeFile(file));

$("by-code").addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = $("code").value;
  if (typed.trim()) ask(() => judgeCode(typed));
  else note("请先粘贴二维码里的文字。", "warn");
});
$("by-file").addEventListener("submit", (event) => event.preventDefault());
$("file").addEventListener("click", (event) => { event.target.value = ""; }); /* the same file, saved anew, is asked about again */
$("file").addEventListener("change", (event) => takeFile(event.target.files));
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  takeFile(event.dataTransfer.files);
});
open().then(() => document.documentElement.classList.add("ready"), (error) => {
  $("as-of").textContent = "（读不出来）";
  add($("answer"), "p", "不能核验：" + error.message + "。", "warn");
});
