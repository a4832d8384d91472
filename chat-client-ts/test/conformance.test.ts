import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Run, type Case } from "./support/conformance.js";
import { ScriptedServer } from "./support/scripted-server.js";

const suite = new URL("../../../conformance/", import.meta.url);

function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, suite), "utf8")) as T;
}

for (const file of readdirSync(new URL("cases/", suite)).sort()) {
  const one = read<Case>(`cases/${file}`);
  test(`${file.replace(".json", "")}: ${one.about}`, async () => {
    const server = await ScriptedServer.start();
    const run = new Run(server, read("ready.json"), one);
    try {
      await run.run(one);
    } finally {
      await run.close();
      await server.stop();
    }
  });
}
