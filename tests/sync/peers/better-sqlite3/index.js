// What both peers use of better-sqlite3, over the SQLite that is part of Node: the package itself downloads a library
// that was compiled elsewhere, or compiles one against headers that are downloaded. It is the same SQLite.

import { DatabaseSync } from "node:sqlite";

const values = (given) => (given.length === 1 && Array.isArray(given[0]) ? given[0] : given);

class Statement {
  constructor(statement) {
    this.statement = statement;
  }

  get reader() {
    return this.statement.columns().length > 0;
  }

  all(...given) {
    return this.statement.all(...values(given));
  }

  get(...given) {
    return this.statement.get(...values(given));
  }

  run(...given) {
    return this.statement.run(...values(given));
  }
}

export default class Database {
  constructor(file) {
    this.database = new DatabaseSync(file);
  }

  prepare(sql) {
    return new Statement(this.database.prepare(sql));
  }

  exec(sql) {
    this.database.exec(sql);
    return this;
  }

  pragma(text) {
    return this.database.prepare(`PRAGMA ${text}`).all();
  }

  transaction(work) {
    return (...given) => {
      // Inside of another it is a part that can be undone alone.
      const inner = this.database.isTransaction;
      this.database.exec(inner ? "SAVEPOINT inner" : "BEGIN");
      try {
        const result = work(...given);
        this.database.exec(inner ? "RELEASE inner" : "COMMIT");
        return result;
      } catch (error) {
        if (this.database.isTransaction) this.database.exec(inner ? "ROLLBACK TO inner; RELEASE inner" : "ROLLBACK");
        throw error;
      }
    };
  }

  close() {
    this.database.close();
  }
}
