// Two devices of one budget, which speak to Actual's server as its client does: messages of its own format, sealed with
// AES-256-GCM, in one body; the time from which on a device wants to have more is where its own tree of hashes and the
// server's differ. What a client does with messages beyond opening them is not measured here.

import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from "node:crypto";
import * as crdt from "@actual-app/crdt";
import { CHANGES, obey, values } from "./changes.mjs";

const url = process.argv[2];
const key = randomBytes(32);
const fileId = randomUUID();
const BEGINNING = new Date(0).toISOString() + "-0000-0000000000000000";
let token;
let groupId;

async function json(path, options) {
  const answer = await fetch(`${url}${path}`, { method: "POST", ...options });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

async function begin() {
  const headers = { "content-type": "application/json" };
  const password = "a password that is long enough";
  token = (await json("/account/bootstrap", { headers, body: JSON.stringify({ password }) })).data.token;
  const file = {
    "content-type": "application/encrypted-file",
    "x-actual-token": token,
    "x-actual-name": "measured",
    "x-actual-file-id": fileId,
    "x-actual-format": "2",
    "x-actual-encrypt-meta": JSON.stringify({ keyId: "key" }),
  };
  groupId = (await json("/sync/upload-user-file", { headers: file, body: new Uint8Array(16) })).groupId;
  const made = { fileId, keyId: "key", keySalt: "salt", testContent: "test" };
  const signed = { ...headers, "x-actual-token": token };
  await json("/sync/user-create-key", { headers: signed, body: JSON.stringify(made) });
}

function seal(message) {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  const data = Buffer.concat([cipher.update(crdt.toBinary(crdt.MessageSchema, message)), cipher.final()]);
  const sealed = crdt.create(crdt.EncryptedDataSchema, { iv, authTag: cipher.getAuthTag(), data });
  return crdt.toBinary(crdt.EncryptedDataSchema, sealed);
}

function open(content) {
  const sealed = crdt.fromBinary(crdt.EncryptedDataSchema, content);
  const cipher = createDecipheriv("aes-256-gcm", key, sealed.iv);
  cipher.setAuthTag(sealed.authTag);
  return crdt.fromBinary(crdt.MessageSchema, Buffer.concat([cipher.update(sealed.data), cipher.final()]));
}

class Device {
  trie = {};
  held = 0;
  unsent = [];
  since = BEGINNING;

  take(timestamp) {
    this.trie = crdt.merkle.insert(this.trie, crdt.Timestamp.parse(timestamp));
    this.held += 1;
  }

  write() {
    let number = 0;
    for (const value of values()) {
      const timestamp = new crdt.Timestamp(1_795_089_600_000 + number, 0, "00000000000000aa").toString();
      const message = crdt.create(crdt.MessageSchema, {
        dataset: "notes",
        row: randomUUID(),
        column: "note",
        value: `S:${value}`,
      });
      this.unsent.push(crdt.create(crdt.MessageEnvelopeSchema, { timestamp, isEncrypted: true, content: seal(message) }));
      this.take(timestamp);
      number += 1;
    }
    this.trie = crdt.merkle.prune(this.trie);
  }

  async sync() {
    let rounds = 0;
    for (;;) {
      const question = { messages: this.unsent, fileId, groupId, keyId: "key", since: this.since };
      const body = crdt.toBinary(crdt.SyncRequestSchema, crdt.create(crdt.SyncRequestSchema, question));
      const headers = { "content-type": "application/actual-sync", "x-actual-token": token };
      const answer = await fetch(`${url}/sync/sync`, { method: "POST", headers, body });
      if (!answer.ok) throw new Error(`sync: ${answer.status} ${await answer.text()}`);
      const said = crdt.fromBinary(crdt.SyncResponseSchema, new Uint8Array(await answer.arrayBuffer()));
      rounds += 1;
      this.unsent = [];
      for (const { timestamp, content } of said.messages) {
        if (open(content).column !== "note") throw new Error("another message came back");
        this.take(timestamp);
      }
      this.trie = crdt.merkle.prune(this.trie);
      const differs = crdt.merkle.diff(JSON.parse(said.merkle), this.trie);
      this.since = new crdt.Timestamp(Date.now(), 0, "0").toString();
      if (differs === null) return { round_trips: rounds, held: this.held };
      if (rounds > 10) throw new Error("both sides go on to differ");
      this.since = new crdt.Timestamp(differs, 0, "0").toString();
    }
  }
}

const first = new Device();
const second = new Device();
const whole = async (device) => {
  const done = await device.sync();
  if (done.held !== CHANGES) throw new Error(`the device holds ${done.held}`);
  return done;
};

await begin();
await obey({
  write: () => {
    first.write();
    // As after a push of the file: what is there was sent by this device.
    first.since = new crdt.Timestamp(Date.now(), 0, "0").toString();
    return {};
  },
  push: () => whole(first),
  pull: () => whole(second),
  check: () => whole(first),
});
