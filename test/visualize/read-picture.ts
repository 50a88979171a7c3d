import { SaxesParser } from "saxes";

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly corner: number;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

interface DrawnText extends Spot {
  readonly text: string;
  readonly size: number;
  readonly isCentred: boolean;
}

/** An action or a label: its rectangle, and the texts in it. */
export interface DrawnBox {
  readonly name: string;
  readonly classes: readonly string[];
  readonly rectangle: Rectangle;
  readonly texts: readonly DrawnText[];
}

interface DrawnLine {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly title: string;
  /** The line, point by point. */
  readonly line: readonly Spot[];
  readonly tip: Spot;
  readonly label: DrawnBox | null;
}

/** A picture as a reader sees it, read back from its text. */
export interface ReadPicture {
  readonly viewBox: Rectangle;
  readonly title: string;
  readonly description: string;
  readonly style: string;
  readonly actions: readonly DrawnBox[];
  readonly lines: readonly DrawnLine[];
}

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

/** The root of an XML document. Throws at what is not well-formed. */
export function readXml(text: string): Element {
  const open: { name: string; attributes: Record<string, string>; children: (Element | string)[] }[] = [
    { name: "", attributes: {}, children: [] },
  ];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: { ...attributes }, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (content) => void open.at(-1)?.children.push(content));
  parser.write(text).close();
  const root = elementsIn(open[0] ?? missing("a document"))[0];
  return root ?? missing("a root");
}

export function readPicture(svg: string): ReadPicture {
  const root = readXml(svg);
  const [x = 0, y = 0, width = 0, height = 0] = (root.attributes.viewBox ?? "").split(" ").map(Number);
  const groups = elementsIn(root).filter(({ name }) => name === "g");
  return {
    viewBox: { x, y, width, height, corner: 0 },
    title: textOf(only(root, "title")),
    description: textOf(only(root, "desc")),
    style: textOf(only(root, "style")),
    actions: groups.filter((group) => classesOf(group).includes("action")).map(readBox),
    lines: groups.filter((group) => classesOf(group).includes("arc")).map(readLine),
  };
}

function readLine(group: Element): DrawnLine {
  const paths = elementsIn(group).filter(({ name }) => name === "path");
  const dOf = (name: string): string => paths.find((path) => classesOf(path).includes(name))?.attributes.d ?? "";
  const label = elementsIn(group).find((child) => classesOf(child).includes("label"));
  const [tip = missing("a tip")] = spotsIn(dOf("head"));
  return {
    from: group.attributes["data-from"] ?? "",
    to: group.attributes["data-to"] ?? "",
    kind: classesOf(group)[1] ?? "",
    title: textOf(only(group, "title")),
    line: sampled(dOf("line")),
    tip,
    label: label ? readBox(label) : null,
  };
}

function readBox(group: Element): DrawnBox {
  const { x, y, width, height, rx } = only(group, "rect").attributes;
  return {
    name: group.attributes["data-action"] ?? "",
    classes: classesOf(group),
    rectangle: { x: Number(x), y: Number(y), width: Number(width), height: Number(height), corner: Number(rx) },
    texts: elementsIn(group)
      .filter(({ name }) => name === "text")
      .map((text) => ({
        text: textOf(text),
        x: Number(text.attributes.x),
        y: Number(text.attributes.y),
        size: classesOf(text).includes("name") ? 14 : 12,
        isCentred: classesOf(text).includes("name") || classesOf(group).includes("label"),
      })),
  };
}

function spotsIn(path: string): Spot[] {
  return [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
}

/** A path of straight and curved parts as points, close to each other. */
function sampled(path: string): Spot[] {
  const points: Spot[] = [];
  for (const part of path.match(/[MLC][^MLC]*/g) ?? []) {
    const last = points.at(-1);
    const spots = spotsIn(part);
    if (!last) points.push(...spots);
    else points.push(...between([last, ...spots]));
  }
  return points;
}

/** De Casteljau's construction: it works for lines as it does for curves. */
function between(spots: readonly Spot[]): Spot[] {
  return Array.from({ length: 40 }, (_, index) => {
    const part = (index + 1) / 40;
    let level = spots;
    while (level.length > 1) {
      level = level.slice(1).map((to, at) => {
        const from = level[at] ?? to;
        return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
      });
    }
    return level[0] ?? missing("a point");
  });
}

function elementsIn(element: Element): Element[] {
  return element.children.filter((child) => typeof child !== "string");
}

function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

function only(element: Element, name: string): Element {
  return elementsIn(element).find((child) => child.name === name) ?? missing(`<${name}>`);
}

function classesOf({ attributes }: Element): string[] {
  return (attributes.class ?? "").split(" ");
}

function missing(what: string): never {
  throw new Error(`the picture has no ${what}`);
}
