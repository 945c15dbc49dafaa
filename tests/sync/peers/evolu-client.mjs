// Two devices of one owner, which speak Evolu's protocol over a WebSocket with Evolu's own code. Changes are sealed as its
// client seals them, and kept sealed in a database in memory: what a client does with them beyond that (opening, its own
// tables) is not measured here.

import { createConsole, createRandom, createRandomBytes, createSqlite, Name } from "@evolu/common";
import * as evolu from "@evolu/common/local-first";
import { createBetterSqliteDriver, createRelayDeps, createRun } from "@evolu/nodejs";
import { CHANGES, obey, values } from "./changes.mjs";

const url = process.argv[2].replace("http://", "ws://");
const randomBytes = createRandomBytes();
const owner = evolu.createAppOwner(evolu.createOwnerSecret({ randomBytes }));
const ownerBytes = evolu.ownerIdToOwnerIdBytes(owner.id);

async function device() {
  const memory = (name) => createBetterSqliteDriver(name, { mode: "memory" });
  const base = { ...createRelayDeps(), randomBytes, console: createConsole({ level: "error" }), random: createRandom() };
  const run = createRun({ ...base, createSqliteDriver: memory });
  const sqlite = await run.orThrow(createSqlite(Name.orThrow("device")));
  const deps = { ...run.deps, sqlite };
  evolu.createBaseSqliteStorageTables(deps);
  evolu.createRelayStorageTables(deps);
  const storage = evolu.createRelaySqliteStorage(deps)({ isOwnerWithinQuota: () => true });
  const asking = run.create({ ...run.deps, storage });

  const sync = async () => {
    const socket = new WebSocket(url);
    socket.binaryType = "arraybuffer";
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    let question = evolu.createProtocolMessageForSync({ storage, console: base.console })(owner.id);
    let rounds = 0;
    while (question) {
      const answer = new Promise((resolve, reject) => {
        socket.onmessage = (event) => resolve(new Uint8Array(event.data));
        socket.onclose = reject;
      });
      socket.send(question);
      rounds += 1;
      const next = await asking.orThrow(
        evolu.applyProtocolMessageAsClient(await answer, { writeKey: owner.writeKey }),
      );
      question = next.type === "Response" ? next.message : undefined;
    }
    await new Promise((resolve) => {
      socket.onclose = resolve;
      socket.close();
    });
    return { round_trips: rounds, held: storage.getSize(ownerBytes) };
  };

  const write = async () => {
    const messages = [];
    let number = 0;
    for (const value of values()) {
      const timestamp = evolu.createTimestamp({
        millis: 1_795_089_600_000 + number,
        nodeId: "00000000000000aa",
      });
      const change = { table: "turn", id: evoluId(number), values: { text: value }, isInsert: true, isDelete: null };
      const message = { timestamp, change };
      messages.push({ timestamp, change: evolu.encodeAndEncryptDbChange({ randomBytes })(message, owner.encryptionKey) });
      number += 1;
    }
    await asking.orThrow(storage.writeMessages(ownerBytes, messages));
  };
  return { sync, write };
}

// 22 letters of base64url, of which the last holds four bits that count.
function evoluId(number) {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(0, Math.imul(number + 1, 2654435761));
  new DataView(bytes.buffer).setUint32(12, number);
  return Buffer.from(bytes).toString("base64url");
}

const first = await device();
const second = await device();
const whole = async (device) => {
  const done = await device.sync();
  if (done.held !== CHANGES) throw new Error(`the device holds ${done.held}`);
  return done;
};

await obey({
  write: () => first.write().then(() => ({})),
  push: () => whole(first),
  pull: () => whole(second),
  check: () => whole(first),
});
