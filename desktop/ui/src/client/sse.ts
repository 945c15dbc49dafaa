/** Reads server-sent events: the name of each and its data, parsed from JSON. */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  on: (name: string, data: unknown) => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let waiting = "";
  for (;;) {
    const { value, done } = await reader.read();
    waiting += done ? decoder.decode() : decoder.decode(value, { stream: true });
    // Events end with an empty line; lines may end in any of the three ways that the standard allows.
    const events = waiting.split(/\r\n\r\n|\n\n|\r\r/);
    waiting = done ? "" : (events.pop() ?? "");
    for (const each of events) deliver(each, on);
    if (done) return;
  }
}

function deliver(text: string, on: (name: string, data: unknown) => void): void {
  let name = "message";
  const data: string[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.startsWith("data:")) data.push(line.slice(line[5] === " " ? 6 : 5));
    else if (line.startsWith("event:")) name = line.slice(6).trim();
  }
  if (data.length > 0) on(name, JSON.parse(data.join("\n")));
}
