// A model server on this machine that speaks as OpenAI's chat completions do and says what a test tells it to.
import { createServer } from "node:http";

/**
 * Starts one. `say(messages)` gives `{ text }`, its `{ pieces }`, or `{ call: { name, arguments } }` for a conversation, `pause` the
 * milliseconds between pieces.
 */
export async function serveModel(say, pause = 0) {
  const asked = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    if (!request.url.endsWith("/chat/completions")) return response.writeHead(404).end("{}");
    const { messages, model } = JSON.parse(body);
    asked.push(messages);
    const { text = "", pieces, call } = say(messages);
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    const send = (delta, finish = null) =>
      response.write(
        `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 0, model, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
      );
    if (call) {
      const named = { name: call.name, arguments: JSON.stringify(call.arguments) };
      send({ role: "assistant", tool_calls: [{ index: 0, id: `call-${asked.length}`, type: "function", function: named }] });
      send({}, "tool_calls");
    } else {
      const begun = performance.now();
      for (const [at, piece] of (pieces ?? text.match(/[\s\S]{1,6}/g) ?? []).entries()) {
        if (response.destroyed) return;
        send({ content: piece });
        // By the clock, so that late timers add up to no slower pace.
        const early = begun + (at + 1) * pause - performance.now();
        if (early > 0) await new Promise((done) => setTimeout(done, early));
      }
      send({}, "stop");
    }
    response.write(
      `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 0, model, choices: [], usage: { prompt_tokens: 9, completion_tokens: 9, total_tokens: 18 } })}\n\n`,
    );
    response.end("data: [DONE]\n\n");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Makes a coach ask this server first. */
export function askFirst(coach, model) {
  coach.tell("models", "server", "add", "scripted", "--url", model.url, "--on-this-machine");
  coach.tell("models", "order", "server:scripted/liar");
}
