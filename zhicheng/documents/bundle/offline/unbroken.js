/* Whether a seal is over the very bytes that are there: not whose seal it is, which needs more than a browser has. */
const SIGNATURE = "Doc_0/Signs/Sign_0/";

/** A signature or time stamp that covers the PDF to its end, and holds the digest of what it covers. */
async function isUnbrokenPdf(bytes, whole) {
  const ranges = [...whole.matchAll(/\/ByteRange \[0 (\d{1,10}) (\d{1,10}) (\d{1,10})\s*\]/g)].slice(0, 40);
  for (const [start, end, rest] of ranges.map((one) => one.slice(1).map(Number))) {
    if (end + rest !== bytes.length || start > end) continue;
    const covered = new Uint8Array(start + rest);
    covered.set(bytes.subarray(0, start));
    covered.set(bytes.subarray(end), start);
    if (whole.slice(start, end).toLowerCase().includes(hex(await sha256(covered)))) return true;
  }
  return false;
}

/** A package of ours to the form: nothing folded, nothing between its files, and each with the digest that was signed. */
async function isUnbrokenOfd(bytes, files) {
  const listed = entries(bytes), lengths = listed.map(({ name, size }) => 76 + 2 * utf8(name).length + size);
  const description = files[SIGNATURE + "Signature.xml"], value = files[SIGNATURE + "SignedValue.dat"];
  if (listed.some((one) => one.how) || !description || !value || lengths.reduce((sum, one) => sum + one, 22) !== bytes.length) return false;
  const references = [...text(description).matchAll(/FileRef="\/([^"]+)"><ofd:CheckValue>([^<]+)</g)];
  if (references.length + 2 !== listed.length || !hex(value).includes(hex(sm3(description)))) return false;
  return references.every(([, name, digest]) => files[name] && hex(sm3(files[name])) === hex(unbase64(digest)));
}

/** GB/T 32905. */
function sm3(bytes) {
  const turn = (word, by) => (word << (by & 31)) | (word >>> ((32 - by) & 31));
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6), view = new DataView(padded.buffer);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  let state = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
  const words = new Int32Array(68);
  for (let at = 0; at < padded.length; at += 64) {
    for (let j = 0; j < 68; j++) {
      if (j < 16) words[j] = view.getInt32(at + 4 * j);
      else {
        const mixed = words[j - 16] ^ words[j - 9] ^ turn(words[j - 3], 15);
        words[j] = mixed ^ turn(mixed, 15) ^ turn(mixed, 23) ^ turn(words[j - 13], 7) ^ words[j - 6];
      }
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let j = 0; j < 64; j++) {
      const one = turn((turn(a, 12) + e + turn(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32)) | 0, 7), two = one ^ turn(a, 12);
      const left = ((j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)) + d + two + (words[j] ^ words[j + 4])) | 0;
      const right = ((j < 16 ? e ^ f ^ g : (e & f) | (~e & g)) + h + one + words[j]) | 0;
      [d, c, b, a] = [c, turn(b, 9), a, left];
      [h, g, f, e] = [g, turn(f, 19), e, right ^ turn(right, 9) ^ turn(right, 17)];
    }
    state = [a, b, c, d, e, f, g, h].map((word, place) => word ^ state[place]);
  }
  const out = new Uint8Array(32);
  state.forEach((word, place) => new DataView(out.buffer).setInt32(4 * place, word));
  return out;
}
