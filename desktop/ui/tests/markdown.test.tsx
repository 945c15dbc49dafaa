import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Citation } from "@/client/types";
import turns from "@/client/fixtures/turns.json";
import { Markdown } from "@/coach/markdown";
import { show } from "./render";

const HOSTILE = [
  "<img src=https://evil.example/p.png onerror=alert(1)>",
  "![pixel](https://evil.example/p.png)",
  "[click](javascript:alert(1)) [out](https://evil.example/?q=secret)",
  "<script>alert(1)</script><iframe src='https://evil.example'></iframe>",
  "<style>@import url(https://evil.example/x.css)</style>",
  "[ref]: https://evil.example/x\n\n![][ref]",
  "<https://evil.example/auto>",
  "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
].join("\n\n");

describe("markdown", () => {
  it("of a hostile model loads, runs and leads to nothing", async () => {
    const { container } = show(<Markdown text={HOSTILE} citations={[]} done />);
    await screen.findByText(/click/);
    expect(
      container.querySelectorAll("img, script, iframe, style, svg, a, link, object, embed, form, input").length,
    ).toBe(0);
    for (const element of container.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) expect(`${name}=${value}`).not.toMatch(/^on|evil|javascript/i);
    }
    expect(container.textContent).toContain("https://evil.example/?q=secret");
  });

  it("shows lists, emphasis, code and tables", async () => {
    const { container } = show(
      <Markdown text={"**bold** and `code`\n\n- one\n- two\n\n|a|b|\n|-|-|\n|c|d|"} citations={[]} done />,
    );
    await screen.findByText("bold");
    expect(container.querySelectorAll("li").length).toBe(2);
    expect(container.querySelector("th")?.textContent).toBe("a");
  });

  it("opens the nights behind a number, and they add up to it", async () => {
    const turn = turns[0]!;
    show(<Markdown text={turn.reply} citations={turn.citations as Citation[]} done />);
    await userEvent.click(await screen.findByRole("button", { name: /^5 h 30 min/ }));
    const drawer = await screen.findByRole("dialog", { name: "5 h 30 min" });
    expect(await screen.findByText("Nights: 1")).toBeTruthy();
    expect(drawer.textContent).toContain("19,770 s");
    expect(drawer.textContent).toContain("5 hr 30 min");
  });

  it("marks a number that nothing stands behind, once the reply is done", async () => {
    const { container, rerender } = show(<Markdown text="Your score is 99." citations={[]} done />);
    await screen.findByText(/Your score/);
    expect(container.querySelector(".unsourced")?.textContent).toMatch(/^99/);
    rerender(<div />);
  });

  it("of a reply that comes in pieces is that of the whole once it is done", async () => {
    const turn = turns[0]!;
    const text = [
      "See [the paper][1] and more.",
      `No numeral here.\n\n- a\n- b\n\n> said [so][1]`,
      turn.reply,
      "A made-up 77.",
      "[1]: https://a.example/paper",
      HOSTILE,
    ].join("\n\n");
    const citations = turn.citations as Citation[];
    const { container, rerender } = show(<Markdown text="" citations={[]} done={false} />);
    await screen.findByText("", { selector: ".prose" });
    for (let end = 5; end < text.length; end += 9)
      rerender(<Markdown text={text.slice(0, end)} citations={end > 90 ? citations : []} done={false} />);
    rerender(<Markdown text={text} citations={citations} done={false} />);
    expect(container.querySelector(".unsourced")).toBeNull();
    rerender(<Markdown text={text} citations={citations} done />);
    expect(container.querySelectorAll("img, script, iframe, style, svg, a, link").length).toBe(0);
    expect(container.querySelector(".unsourced")).not.toBeNull();
    expect(container.querySelector(".figure-chip")).not.toBeNull();
    const pieced = container.querySelector(".prose")!.innerHTML;
    expect(pieced).toContain("https://a.example/paper");
    const whole = show(<Markdown text={text} citations={citations} done />);
    await whole.findAllByText(/No numeral/);
    expect(pieced).toBe(whole.container.querySelector(".prose")!.innerHTML);
  });
});
