// What the browser tests share: a server for a built folder, the browser, waiting.
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export { ROUTES } from "./routes.mjs";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
export const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".json": "application/json",
};
/** The policy under which `coach serve` shows the page. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves a built folder on a free port of loopback. */
export async function serveFolder(folder) {
  const server = createServer((request, response) => {
    const path =
      normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)).replace(/^[/\\]+/, "") || "index.html";
    const file = join(ROOT, folder, path);
    if (!file.startsWith(join(ROOT, folder)) || !existsSync(file)) return response.writeHead(404).end();
    response
      .writeHead(200, {
        "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
        "Content-Security-Policy": POLICY,
      })
      .end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** The system's Chromium; CHROMIUM names another one. */
export function openBrowser() {
  const executablePath = [
    process.env.CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ].find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("failed to find Chromium; install it or set CHROMIUM to its path");
  // Pages that a test hands over have no address of their own, so that Chromium takes them for pages from elsewhere and
  // keeps their sockets from this machine; pages from the program itself are not concerned.
  const checks = "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets";
  // A sandbox needs rights that root in a container lacks; the pages are our own.
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", checks, "--force-color-profile=srgb", "--font-render-hinting=none"],
  });
}

/** Waits until the page asks for nothing more and shows no placeholder. */
export async function settle(page) {
  const quiet = () =>
    document.querySelector("h1, [role=alert]") !== null &&
    document.querySelector('[aria-busy="true"]') === null &&
    document.fonts.status === "loaded";
  await page.waitForFunction(quiet);
  // What an answer leads to is asked in the next turns of the event loop; two looks apart find it.
  await page.waitForTimeout(80);
  await page.waitForFunction(quiet);
}

/** Goes to another screen of an open page, as a link would. */
export async function go(page, route) {
  const before = await page.title();
  await page.evaluate((to) => {
    document.querySelectorAll("h1").forEach((heading) => heading.setAttribute("data-old", ""));
    location.hash = `#/${to}`;
  }, route);
  await page.waitForFunction(([title, to]) => document.title !== title || location.hash === `#/${to}`, [before, route]);
  await page.waitForTimeout(40);
  await settle(page);
}

/** What is wider than the page, or cut off within its own box; what scrolls by itself may be both. */
export function cutOff(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element) => element.closest(".scroll, .tabs, pre, textarea, select, .palette-list") !== null;
    const skipped = (element) => element.closest(".skip, svg, .hidden, [hidden]") !== null;
    const name = (element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`;
    const out = [];
    for (const element of document.body.querySelectorAll("*")) {
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || skipped(element) || scrolls(element)) continue;
      if (box.right > width + 1 || box.left < -1) out.push(`beyond the page: ${name(element)}`);
      const style = getComputedStyle(element);
      const hides = (side) => /hidden|clip/.test(side);
      if (style.display === "inline" || element.tagName === "INPUT") continue;
      if (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) out.push(`cut at the side: ${name(element)}`);
      // Two lines of a conversation's beginning are meant to stand for it.
      if (hides(style.overflowY) && style.webkitLineClamp === "none" && element.scrollHeight > element.clientHeight + 1)
        out.push(`cut below: ${name(element)}`);
    }
    return out.slice(0, 6);
  });
}
