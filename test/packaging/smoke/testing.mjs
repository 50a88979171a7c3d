import assert from "node:assert/strict";
import { memoryPersister } from "typeburr/persisters/memory";
import { persisterContract, persisterFaults } from "typeburr/testing";

assert.throws(() => persisterContract("memory", memoryPersister), /finds no test runner/);

const tests = [];
const describe = (_, body) => body();
const test = (_, body) => tests.push(body);
persisterContract("memory", memoryPersister, { runner: { describe, test } });
persisterFaults("memory", memoryPersister, { runner: { describe, test } });

for (const body of tests) await body();
console.log(`${tests.length} tests of a persister`);
