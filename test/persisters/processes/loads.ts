import { filePersister } from "typeburr/persisters/file";

// A program: it loads an application, and tells what that has taken at most, in bytes.

const [directory = "", appId = ""] = process.argv.slice(2);
const before = process.resourceUsage().maxRSS * 1_024;
const began = performance.now();
const stored = await filePersister({ directory }).load({ appId });
const milliseconds = performance.now() - began;
const said = stored?.state.said as readonly string[];
process.stdout.write(
  JSON.stringify({ before, peak: process.resourceUsage().maxRSS * 1_024, milliseconds, length: said.length }),
);
