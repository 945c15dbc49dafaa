/** Values as CSV by RFC 4180. Cells that a spreadsheet would run as a formula are made text. */
export function csv(columns: string[], rows: (string | number)[][]): Blob {
  const cell = (value: string | number) => {
    const text =
      typeof value === "string" && /^[=+\-@\t\r]/.test(value) && !/^[+-]?[\d.,]+$/.test(value)
        ? `'${value}`
        : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns, ...rows].map((row) => row.map(cell).join(","));
  return new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" });
}

/** The picture in an element as PNG, at twice its size, on the colour of the page. */
export async function png(element: HTMLElement): Promise<Blob> {
  const box = element.getBoundingClientRect();
  const canvas = document.createElement("canvas");
  canvas.width = box.width * 2;
  canvas.height = box.height * 2;
  const context = canvas.getContext("2d")!;
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--surface");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(2, 2);
  for (const part of element.querySelectorAll<SVGSVGElement | HTMLCanvasElement>("svg, canvas")) {
    const at = part.getBoundingClientRect();
    const image = part instanceof HTMLCanvasElement ? part : await drawn(part, at);
    context.drawImage(image, at.left - box.left, at.top - box.top, at.width, at.height);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("make the picture"))), "image/png"),
  );
}

async function drawn(svg: SVGSVGElement, size: DOMRect): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(size.width));
  copy.setAttribute("height", String(size.height));
  // A picture outside the page has no style sheets: what they said is written onto each shape.
  const shapes = [...svg.querySelectorAll<SVGElement>("*")];
  [...copy.querySelectorAll<SVGElement>("*")].forEach((shape, at) => {
    const style = getComputedStyle(shapes[at]!);
    for (const name of [
      "fill",
      "stroke",
      "stroke-width",
      "stroke-dasharray",
      "opacity",
      "font-size",
      "font-family",
      "text-anchor",
    ])
      shape.style.setProperty(name, style.getPropertyValue(name));
  });
  const address = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }),
  );
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hands a file to the person. */
export function save(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
