// A picture of the display: what Xvfb keeps in memory, as PNG. The driver's own picture needs a page that is drawn through
// a graphics card, and shows what the page means to draw rather than what a person sees.
import { crc32, deflateSync } from "node:zlib";

/** A part of a display in the form of xwd, as PNG. */
export function shot(xwd, rect) {
  const field = (at) => xwd.readUInt32BE(at * 4);
  const [header, depth, width, height, order, bits, stride, colours] = [0, 3, 4, 5, 7, 11, 12, 19].map(field);
  if (field(1) !== 7 || depth !== 24 || bits !== 32) throw new Error("failed to read the display: it has another form");
  const start = header + colours * 12;
  const left = Math.max(0, rect.x);
  const top = Math.max(0, rect.y);
  const [across, down] = [Math.min(rect.width, width - left), Math.min(rect.height, height - top)];
  const lines = Buffer.alloc(down * (1 + across * 3));
  for (let y = 0, to = 0; y < down; y++) {
    // Each line begins with the number of its filter: none.
    to++;
    for (let x = 0; x < across; x++) {
      const from = start + (top + y) * stride + (left + x) * 4;
      const pixel = order === 0 ? xwd.readUInt32LE(from) : xwd.readUInt32BE(from);
      to = lines.writeUIntBE(pixel & 0xffffff, to, 3);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(across, 0);
  head.writeUInt32BE(down, 4);
  // Eight bits of each of three colours.
  head.set([8, 2, 0, 0, 0], 8);
  const parts = [part("IHDR", head), part("IDAT", deflateSync(lines, { level: 9 })), part("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...parts]);
}

function part(name, content) {
  const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
