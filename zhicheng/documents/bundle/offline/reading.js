"use strict";
const $ = (id) => document.getElementById(id);
const told = JSON.parse($("bundle").textContent);

/* What a file is that was not issued; the same steps as in Python: first_bytes, handed_in, unfolded_pdf, numbers_in_file. */
const R = told.reading;
const PATTERNS = Object.fromEntries(Object.entries(R.patterns).map(([name, source]) => [name, new RegExp(source, "g")]));
const KINDS = R.signs.map(([source, handed]) => [new RegExp("^(?:" + source + ")", "i"), handed]);

/** One sign a byte. */
function signs(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode.apply(null, bytes.subarray(at, at + 32768));
  return text;
}

const begins = (bytes, sign) => signs(bytes.subarray(0, sign.length)) === sign;

/** What a file is that need not be looked into; null for a PDF and for a package as OFD is one. */
function plainly(bytes) {
  if (!bytes.length) return "empty";
  if (bytes.length > R.most_file) return "too_big";
  if (begins(bytes, "%PDF-") || begins(bytes, "PK\x03\x04")) return null;
  const beginning = signs(bytes.subarray(0, R.beginning));
  const found = KINDS.find(([sign]) => sign.test(beginning));
  return found ? found[1] : "other";
}

async function strangePdf(bytes) {
  const whole = signs(bytes), { streams, pictures } = await unfoldedPdf(bytes, whole);
  const places = [whole, ...streams];
  if (places.some((place) => bundle.seals.some((seal) => place.toLowerCase().includes(seal)))) return "changed";
  if (places.some((place) => codesIn(place).length) || showsNumber(streams)) return "copy";
  if (whole.match(PATTERNS.lock)) return "locked";
  return pictures && !streams.some(showsText) ? "scan" : "strange";
}

function strangePackage(bytes) {
  const whole = signs(bytes);
  let names = [];
  try {
    names = entries(bytes).map((one) => one.name);
  } catch { /* broken: it lists nothing */ }
  const holdsOfd = whole.includes("OFD.xml") && !names.some((name) => name.toLowerCase().endsWith(".ofd"));
  if (names.length && !names.includes("OFD.xml") && !holdsOfd) return R.text_parts.some((part) => names.includes(part)) ? "text" : "archive";
  return whole.includes("OFD.xml") ? null : "broken_package";
}

const codesIn = (text) => [...text.matchAll(PATTERNS.address)].map((one) => one[1]).filter((code) => code.includes("#") && bundle.sites.some((site) => code.startsWith(site + "/v/")));

/* ---- streams ---- */

async function unfoldedPdf(bytes, whole) {
  const streams = [];
  let left = R.most_unfolded, pictures = false, end = 0;
  for (let count = 0; count < R.most_streams; count++) {
    const start = whole.indexOf("stream", end);
    if (start < 0 || left <= 0) break;
    end = whole.indexOf("endstream", start + 6);
    if (end < 0) end = whole.length;
    const before = whole.slice(Math.max(0, start - R.dictionary), start);
    if (before.slice(before.lastIndexOf("obj") + 1).match(PATTERNS.picture)) pictures = true;
    else {
      let from = start + 6;
      if (whole[from] === "\r") from++;
      if (whole[from] === "\n") from++;
      const content = (whole[from] === "x" && (await unfolded(bytes.subarray(from, end), left))) || whole.slice(from, Math.min(end, from + left));
      streams.push(content);
      left -= content.length;
    }
    end += 9;
  }
  return { streams, pictures };
}

/** What was folded, part after part: each goes in when the one before was taken, for few bytes may unfold to very many. */
async function* unfolding(parts, form) {
  const folded = new DecompressionStream(form), writer = folded.writable.getWriter(), reader = folded.readable.getReader();
  for (const part of parts) writer.write(part).catch(() => {});
  writer.close().catch(() => {});
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.cancel().catch(() => {});
  }
}

const inParts = (bytes) => Array.from({ length: Math.ceil(bytes.length / R.at_once) }, (_, place) => bytes.subarray(place * R.at_once, (place + 1) * R.at_once));

/** As much as can be unfolded: the last bytes go in one by one, for what follows the packed ones is an error. */
async function unfolded(body, most) {
  const cut = Math.max(0, body.length - 8), parts = [...inParts(body.subarray(0, cut)), ...Array.from(body.subarray(cut), (one) => Uint8Array.of(one))];
  let text = "";
  try {
    for await (const part of unfolding(parts, "deflate")) {
      text += signs(part);
      if (text.length >= most) break;
    }
  } catch { /* broken from here on */ }
  return text.slice(0, most);
}

/* ---- packages ---- */

/** What a package lists: the name of each file, how it is packed and where. */
function entries(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), found = [];
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  const isLong = view.getUint32(end + 12, true) > R.most_directory || signs(bytes.subarray(-R.tail)).includes("PK\x06\x07");
  if (isLong) throw new Error("zip");
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const [how, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    const [nameSize, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    found.push({ name: new TextDecoder().decode(bytes.slice(at + 46, at + 46 + nameSize)), how, size, local: view.getUint32(at + 42, true) });
    at += 46 + nameSize + extra + comment;
  }
  return found;
}

/** The files of a package. Throws for a broken one, and for one that unfolds to more than `most` bytes. */
async function unzip(bytes, most) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), files = {};
  let left = most;
  for (const { name, how, size, local } of entries(bytes)) {
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const raw = bytes.slice(start, start + size), parts = [];
    for await (const part of how === 0 ? [raw] : unfolding(inParts(raw), "deflate-raw")) {
      parts.push(part);
      left -= part.length;
      if (left < 0) throw new Error("zip");
    }
    files[name] = how === 0 ? raw : new Uint8Array(await new Blob(parts).arrayBuffer());
  }
  return files;
}

/* ---- numbers ---- */

const showsText = (stream) => stream.search(PATTERNS.shows) >= 0;

function some(streams) {
  let left = R.most_text;
  return streams.filter((one) => one.length <= left && ((left -= one.length), true));
}

function numberIn(text) {
  return [...text.matchAll(PATTERNS.number)].some(([found]) => {
    const plain = found.normalize("NFKC").replace(/[-\s]/g, "");
    return printed(BigInt(plain.slice(0, -1))).replaceAll("-", "") === plain;
  });
}

function showsNumber(streams) {
  const alphabets = some(streams.filter((one) => one.includes("beginbf"))).map(alphabet);
  let left = R.most_signs;
  for (const stream of some(streams.filter(showsText))) {
    const strings = stringsIn(stream), narrow = strings.join("");
    const wide = strings.map((one) => (one.length % 2 ? one + "\0" : one)).join("");
    if (narrow.length < R.shortest) continue;
    if (numberIn(narrow)) return true;
    for (const [size, meant] of alphabets) {
      left -= narrow.length;
      if (left < 0) return false;
      let text = "";
      const codes = size === 1 ? narrow : wide;
      for (let at = 0; at < codes.length; at += size === 1 ? 1 : 2) {
        const code = size === 1 ? codes.charCodeAt(at) : (codes.charCodeAt(at) << 8) | codes.charCodeAt(at + 1);
        text += meant.get(code) || "\0";
      }
      if (numberIn(text)) return true;
    }
  }
  return false;
}

const READ_AS = new Map(R.runs.flatMap(([first, row]) => Array.from(row, (sign, place) => [first + place, sign])));
const MEANT = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "\n": "", "\r": "", "\r\n": "" };

function stringsIn(stream) {
  return [...stream.matchAll(PATTERNS.string)].map(([, digits, plain]) => {
    if (!digits) return (plain || "").replace(PATTERNS.escape, (_, sign) => (/^[0-7]/.test(sign) ? String.fromCharCode(parseInt(sign, 8) & 255) : (MEANT[sign] ?? sign)));
    const all = digits.replace(/\s/g, "");
    return (all.length % 2 ? all + "0" : all).replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16)));
  });
}

/** A ToUnicode table, as far as it concerns the signs of which numbers are made. */
function alphabet(table) {
  let size = 2;
  const meant = new Map();
  const put = (code, sign) => READ_AS.has(sign) && meant.set(code, READ_AS.get(sign));
  const parts = (name) => table.split("begin" + name).slice(1).map((part) => part.split("end" + name)[0]);
  const hex = (digits) => parseInt(digits, 16);
  for (const part of parts("bfchar")) {
    for (const [, code, sign] of part.matchAll(PATTERNS.character)) {
      size = code.length >> 1;
      put(hex(code), hex(sign));
    }
  }
  for (const part of parts("bfrange")) {
    for (const [, first, last, sign, row] of part.matchAll(PATTERNS.range)) {
      size = first.length >> 1;
      if (sign) {
        for (const one of READ_AS.keys()) {
          const place = one - hex(sign);
          if (place >= 0 && place <= hex(last) - hex(first)) put(hex(first) + place, one);
        }
      }
      [...(row || "").matchAll(/<([0-9A-Fa-f]{4})>/g)].forEach(([, one], place) => put(hex(first) + place, hex(one)));
    }
  }
  return [Math.max(size, 1), meant];
}
