import fc from "fast-check";
import { expect, test } from "vitest";
import { widthOf } from "../../src/visualize/text.js";
import { holds } from "../support/property.js";
import { contains, distance, overlap, pairs } from "./geometry.js";
import { draw, graphOf, type RandomPicture, randomPicture } from "./random-picture.js";
import { type DrawnBox, type ReadPicture, type Rectangle, readPicture } from "./read-picture.js";

/** What a tenth of a pixel, to which numbers are rounded, makes of a distance. */
const exact = 0.3;

const holdsForPictures = (check: (picture: ReadPicture, random: RandomPicture) => void): void =>
  holds(
    fc.property(randomPicture, (random) => check(readPicture(draw(graphOf(random), random.options)), random)),
    150,
  );

/** Objects sort what looks like a number to the front. */
const keysInOrder = (names: readonly string[]): string[] =>
  Object.keys(Object.fromEntries(names.map((one) => [one, 0])));

const labelsOf = ({ lines }: ReadPicture): DrawnBox[] => lines.flatMap(({ label }) => label ?? []);

test("no action overlaps another, and no label an action or another label", () => {
  holdsForPictures((picture) => {
    const all = [...picture.actions, ...labelsOf(picture)];
    expect(pairs(all).filter(([one, other]) => overlap(one.rectangle, other.rectangle) > 0)).toEqual([]);
  });
});

test("all of it is in the view", () => {
  holdsForPictures((picture) => {
    const { viewBox, actions, lines } = picture;
    const boxes = [...actions, ...labelsOf(picture)];
    expect(boxes.filter(({ rectangle }) => !contains(viewBox, rectangle))).toEqual([]);
    const spots = lines.flatMap(({ line, tip }) => [...line, tip]);
    expect(spots.filter((spot) => distance(spot, viewBox) > 0)).toEqual([]);
  });
});

test("every text is in its box, and no two lines of text are in one place", () => {
  holdsForPictures((picture) => {
    for (const { rectangle, texts } of [...picture.actions, ...labelsOf(picture)]) {
      const places = texts.map(({ text, x, y, size, isCentred }): Rectangle => {
        const width = widthOf(text, size);
        // A letter reaches from seven tenths above its line to a quarter below
        return { x: isCentred ? x - width / 2 : x, y: y - size * 0.7, width, height: size * 0.95, corner: 0 };
      });
      const box = { ...rectangle, x: rectangle.x - exact, width: rectangle.width + 2 * exact };
      expect(places.filter((place) => !contains(box, place))).toEqual([]);
      expect(pairs(places).filter(([one, other]) => overlap(one, other) > 0)).toEqual([]);
    }
  });
});

test("what is drawn is the graph: every arc, once, from rim to rim", () => {
  holdsForPictures((picture, { names, arcs }) => {
    const { actions, lines } = picture;
    const told = (from = "", to = "", isError: boolean, hasLabel: boolean) => `${from} ${to} ${isError} ${hasLabel}`;
    // Names that nobody can see are drawn otherwise than they are written
    const drawn = new Map(keysInOrder(names).map((name, index) => [name, actions[index]?.name]));
    expect(actions).toHaveLength(names.length);
    expect(lines.map(({ from, to, kind, label }) => told(from, to, kind === "error", label !== null)).sort()).toEqual(
      arcs.map(({ from, to, kind }) => told(drawn.get(from), drawn.get(to), kind === "error", kind !== "open")).sort(),
    );
    const place = new Map(actions.map(({ name, rectangle }) => [name, rectangle]));
    for (const { from, to, line, tip } of lines) {
      const [source, target] = [place.get(from), place.get(to)];
      const [start] = line;
      if (!source || !target || !start) throw new Error(`${from} → ${to} leads nowhere`);
      expect(Math.abs(distance(start, source))).toBeLessThan(exact);
      expect(Math.abs(distance(tip, target))).toBeLessThan(exact);
    }
  });
});

test("no line goes through an action, or through a label of another", () => {
  holdsForPictures((picture) => {
    for (const { line, label } of picture.lines) {
      const others = labelsOf(picture).filter((other) => other !== label);
      const met = [...picture.actions, ...others].filter(({ rectangle }) =>
        line.some((spot) => distance(spot, rectangle) < -exact),
      );
      expect(met).toEqual([]);
    }
  });
});

test("the entrypoint is on top, or to the left, of all others", () => {
  holdsForPictures(({ actions }, { options }) => {
    const [entry, ...more] = actions.filter(({ classes }) => classes.includes("entry"));
    expect(more).toEqual([]);
    const endOf = ({ rectangle: { x, y, width, height } }: DrawnBox) =>
      options.direction === "TD" ? y + height : x + width;
    const startOf = ({ rectangle: { x, y } }: DrawnBox) => (options.direction === "TD" ? y : x);
    for (const other of actions) {
      if (other !== entry) expect(startOf(other)).toBeGreaterThan(entry ? endOf(entry) : Infinity);
    }
  });
});

test("the same graph and options make the same text", () => {
  holds(
    fc.property(randomPicture, (random) => {
      expect(draw(graphOf(random), random.options)).toBe(draw(graphOf(random), random.options));
    }),
    100,
  );
});

test("where an application is moves nothing", () => {
  const withoutStanding = (svg: string) =>
    svg.replace(/ (visited|current|next)"/g, '"').replace(/<desc>.*?<\/desc>|<title>.*?<\/title>/gs, "");
  holds(
    fc.property(randomPicture, (random) => {
      const { names, options } = random;
      const progress = { visited: names, current: names[0], next: names.at(-1) };
      const graph = graphOf(random);
      expect(withoutStanding(draw(graph, { ...options, progress }))).toBe(withoutStanding(draw(graph, options)));
    }),
    100,
  );
});
