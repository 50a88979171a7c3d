import type { Import } from "./imports";
import { adapters, type Door, doors, type Layer, layers, loaded } from "./layers";

const surface = "surface";

const standsIn = (file: string, room: string): boolean =>
  file === room || (room.endsWith("/") && file.startsWith(room));

interface Place {
  layer: Layer;
  height: number;
  room: string;
}

const placeOf = (file: string): Place | undefined => {
  for (const [height, layer] of layers.entries()) {
    const room = layer.rooms.find((candidate) => standsIn(file, candidate));
    if (room !== undefined) return { layer, height, room };
  }
  return undefined;
};

const isAdapter = (file: string): boolean => adapters.some((room) => standsIn(file, room));

const doorOf = (specifier: string): Door | undefined =>
  doors.find((door) => specifier === door.package || specifier.startsWith(`${door.package}/`));

const checkPackage = ({ from, to }: Import): string | undefined => {
  const door = doorOf(to);
  // Adapters stand where Node and other packages are.
  if (door === undefined) return isAdapter(from) ? undefined : `${from} imports ${to}, which the core does not know`;
  if (standsIn(from, door.room)) return undefined;
  return `${from} imports ${to}, whose only door is ${door.room}`;
};

const isLoadedWhenCalled = ({ from, to, isCall = false }: Import): boolean =>
  isCall && loaded.some(([room, file]) => standsIn(from, room) && to === file);

const checkFile = (one: Import): string | undefined => {
  const { from, to } = one;
  const target = placeOf(to);
  if (isAdapter(from)) {
    const allowed = target?.layer.name === surface || isAdapter(to);
    return allowed ? undefined : `${from} imports ${to}, but adapters import the surface only`;
  }
  const source = placeOf(from);
  // A file without a room is reported once, by itself.
  if (source === undefined) return undefined;
  if (target === undefined) return `${from} imports ${to}, which stands in no layer`;
  if (source.room === target.room || target.height < source.height) return undefined;
  if (source.layer.inside?.some(([a, b]) => a === source.room && b === target.room)) return undefined;
  if (isLoadedWhenCalled(one)) return undefined;
  return `${from} (${source.layer.name}) imports ${to} (${target.layer.name}), which does not stand below it`;
};

/** The imports that break a rule, each as a sentence. */
export const findWrongImports = (imports: Import[]): string[] =>
  imports.flatMap((one) => (one.to.endsWith(".ts") ? checkFile(one) : checkPackage(one)) ?? []);

/** The files that the table of layers does not know. */
export const findHomelessFiles = (files: string[]): string[] =>
  files.filter((file) => placeOf(file) === undefined && !isAdapter(file));

/** The files whose names, or whose folders' names, are not in kebab-case. */
export const findWrongNames = (files: string[]): string[] =>
  files.filter((file) => !/^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(file));
