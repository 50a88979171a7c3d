const assert = require("node:assert/strict");
const { memoryPersister } = require("typeburr/persisters/memory");
const { persisterContract, persisterFaults } = require("typeburr/testing");

assert.throws(() => persisterContract("memory", memoryPersister), /finds no test runner/);

const tests = [];
const describe = (_, body) => body();
const test = (_, body) => tests.push(body);
persisterContract("memory", memoryPersister, { runner: { describe, test } });
persisterFaults("memory", memoryPersister, { runner: { describe, test } });

const run = async () => {
  for (const body of tests) await body();
  console.log(`${tests.length} tests of a persister`);
};
run();
