import path from "node:path";
import { DefinitionError } from "../../index.js";
import type { FileOptions, TornLine } from "../file.js";
import { anyFunction, checkOptions, nonEmptyString } from "../shared/check-options.js";

/** @throws {DefinitionError} If there is something in them that cannot be. */
export function checkFileOptions(options: FileOptions): Required<FileOptions> {
  const where = "filePersister()";
  const example = '{ directory: "steps" }';
  checkOptions(where, example, options, { directory: nonEmptyString, onTorn: anyFunction });
  const { directory, onTorn = warn } = options;
  if (directory === undefined) throw new DefinitionError(`${where} needs a directory: filePersister(${example})`);
  // A process that goes elsewhere keeps its files.
  return { directory: path.resolve(directory), onTorn };
}

const warn = ({ file, line, offset, bytes }: TornLine): void =>
  console.warn(
    `typeburr: line ${line} of ${file} is no step (${bytes} bytes from byte ${offset}): it was not written to its end, or was ` +
      "damaged. It is not read.",
  );
