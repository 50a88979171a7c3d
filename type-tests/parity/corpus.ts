import type { PlainGraph } from "./graphs.js";
import { and, asks, graph, not, object, onError, or, otherwise, when } from "./shorthand.js";

/** Graphs that are judged in every run: those in which something is easily overlooked. */
export const corpus: Readonly<Record<string, PlainGraph>> = {
  "a key that one branch forgets": graph({
    actions: { prompt: "-> prompt", safety: "prompt -> safe=boolean", answer: "-> response", respond: "response ->" },
    transitions: [
      ["prompt -> safety"],
      ["safety -> answer", when({ safe: true })],
      ["safety -> respond"],
      ["answer -> respond"],
    ],
  }),
  "a key that both branches write": graph({
    actions: { a: "-> x=1|2", b: "-> y", c: "-> y", d: "y ->" },
    transitions: [["a -> b", when({ x: 1 })], ["a -> c"], ["b, c -> d"]],
  }),
  "a loop whose first turn reads what the turn writes": graph({
    actions: { a: "x -> y", b: "y -> x" },
    transitions: [["a -> b"], ["b -> a"]],
  }),
  "a reader that is its own writer": graph({
    actions: { a: "x -> x", b: "x ->" },
    transitions: [["a -> b"], ["b -> a"]],
  }),
  "an entrypoint within a loop": graph({
    actions: { a: "-> x", b: "x -> y", c: "y ->" },
    transitions: [["a -> b"], ["b -> c"], ["c -> a"]],
    entrypoint: "b",
  }),
  "an irreducible loop, entered in two places": graph({
    actions: { a: "-> x=1|2", b: "y ->", c: "-> y", d: "y ->" },
    transitions: [["a -> b", when({ x: 1 })], ["a -> c"], ["b -> c"], ["c -> b"], ["b -> d", asks("")]],
  }),
  "an action that nothing reaches, and what it reads": graph({
    actions: { a: "->", b: "x ->", c: "-> x=1", d: "x=2 ->" },
    transitions: [["c -> d"], ["a -> a", asks("")]],
  }),
  "two shortest paths: the transition declared first decides": graph({
    actions: { a: "->", b: "->", c: "->", d: "x ->" },
    transitions: [["c -> d"], ["b -> d"], ["a -> b", asks("")], ["a -> c"]],
  }),
  "a list of sources: the first of them decides": graph({
    actions: { a: "->", b: "->", c: "->", d: "x ->" },
    transitions: [["a -> b", asks("")], ["a -> c"], ["c, b -> d"]],
  }),
  "an optional write, which is none": graph({
    actions: { a: "-> x?", b: "x? ->", c: "x ->" },
    transitions: [["a -> b"], ["b -> c"]],
  }),
  "an optional write with a default, which leaves no undefined": graph({
    actions: { a: "-> x", b: "-> x?!=one|two", c: "x=one|two|string ->" },
    transitions: [["a -> b"], ["b -> c"]],
  }),
  "undefined, left by who may leave the key alone": graph({
    actions: { a: "-> x?", b: "x ->" },
    transitions: [["a -> b"]],
    state: { x: "one" },
  }),
  "a key that is deleted on the way": graph({
    actions: { write: "-> draft", cleanup: "-> / draft", respond: "draft ->" },
    transitions: [["write -> cleanup"], ["cleanup -> respond"]],
  }),
  "a key that is deleted and written in one action": graph({
    actions: { a: "-> x / x", b: "x ->" },
    transitions: [["a -> b"], ["b -> a"]],
  }),
  "a key that is deleted, where it was never written": graph({
    actions: { a: "-> / x", b: "-> / x", c: "x ->" },
    transitions: [["a -> b"], ["b -> c"]],
  }),
  "a deleter may delete, and need not": graph({
    actions: { a: "-> x=1", b: "-> / x", c: "x?=2 ->" },
    transitions: [["a -> b"], ["b -> c"]],
  }),
  "a key that the initial state gives and a loop deletes": graph({
    actions: { a: "x -> / x", b: "->" },
    transitions: [["a -> b"], ["b -> a"]],
    state: { x: "one" },
  }),
  "a condition behind its deleter": graph({
    actions: { a: "-> x=1|2", b: "-> / x", c: "->" },
    transitions: [["a -> b"], ["b -> c", when({ x: 1 })], ["b -> a"]],
  }),
  "an error edge, before which nothing was written": graph({
    actions: { prompt: "-> p", image: "p -> url", respond: "url ->" },
    transitions: [["prompt -> image"], ["image -> respond"], ["image -> respond", onError()]],
  }),
  "an error edge, before which nothing was deleted": graph({
    actions: { a: "-> x", b: "x -> / x", c: "x ->" },
    transitions: [["a -> b"], ["b -> c", onError()], ["b -> a"]],
  }),
  "an error edge out of the entrypoint, back to it": graph({
    actions: { a: "-> x", b: "x ->" },
    transitions: [["a -> a", onError()], ["a -> b"]],
  }),
  "a captured error": graph({
    actions: { call: "-> url", apologise: "problem=error ->", show: "url problem?=error ->" },
    transitions: [["call -> show"], ["call -> apologise", onError("problem")]],
  }),
  "a captured error that does not fit": graph({
    actions: { a: "-> x", b: "x ->", c: "x? ->" },
    transitions: [["a -> b"], ["a -> b", onError("x")], ["b -> c", onError("x")]],
  }),
  "a captured error that is written over": graph({
    actions: { a: "->", b: "-> x", c: "x ->" },
    transitions: [["a -> b", onError("x")], ["b -> c"]],
  }),
  "an error edge within a list of sources, and behind one that is always open": graph({
    actions: { a: "-> x", b: "-> x", c: "x? ->", d: "x ->" },
    transitions: [["a -> b"], ["b -> c"], ["a, b -> d", onError()], ["a -> c", onError()]],
  }),
  "a transition that can never be taken, and one behind an error edge that can": graph({
    actions: { a: "->", b: "->", c: "->" },
    transitions: [["a -> a", onError()], ["a -> b"], ["a -> c"], ["b -> c", otherwise], ["b -> a", when({ x: 1 })]],
    state: { x: 1 },
    isApart: true,
  }),
  "a choice that each branch narrows": graph({
    actions: { decide: "-> mode=image|code", image: "mode=image -> url", code: "mode=code -> text" },
    transitions: [
      ["decide -> image", when({ mode: "image" })],
      ["decide -> code", object({ mode: "code" })],
    ],
  }),
  "a choice whose rest is narrowed by what came before": graph({
    actions: { decide: "-> mode=image|code|text", image: "mode=image ->", code: "mode=code ->", text: "mode=text ->" },
    transitions: [
      ["decide -> image", when({ mode: "image" })],
      ["decide -> code", when({ mode: "code" })],
      ["decide -> text"],
    ],
  }),
  "a choice that forgets a value": graph({
    actions: { decide: "-> mode=image|code|text", image: "mode=image ->", code: "mode=code ->" },
    transitions: [["decide -> image", when({ mode: "image" })], ["decide -> code"]],
  }),
  "a choice in the order that does not help": graph({
    actions: { decide: "-> mode=image|code", image: "mode=image ->", code: "mode=code ->" },
    transitions: [
      ["decide -> code", asks("mode=image|code")],
      ["decide -> image", when({ mode: "image" })],
    ],
    isApart: true,
  }),
  "a narrowing that lasts until somebody writes": graph({
    actions: { a: "-> x=1|2", b: "->", c: "x=1 -> x=2", d: "x=2 ->", e: "x=1 ->" },
    transitions: [["a -> b", when({ x: 1 })], ["b -> c"], ["c -> d"], ["d -> e"]],
  }),
  "a narrowing that an error edge keeps": graph({
    actions: { a: "-> x=1|2", b: "-> x=2", c: "x=1 ->" },
    transitions: [
      ["a -> b", when({ x: 1 })],
      ["b -> c", onError()],
    ],
  }),
  "an error edge that no when before it has narrowed": graph({
    actions: { a: "-> x=1|2", b: "x=1 ->", c: "x=2 ->" },
    transitions: [
      ["a -> b", when({ x: 1 })],
      ["a -> c", onError()],
    ],
    state: { x: 1 },
  }),
  "a when of two keys narrows both, and excludes neither": graph({
    actions: { a: "-> x=1|2 y=1|2", b: "x=1 y=1 ->", c: "x=2 ->" },
    transitions: [["a -> b", when({ x: 1, y: 1 })], ["a -> c"]],
  }),
  "not, and of one, or of one": graph({
    actions: { a: "-> x=1|2", b: "x=2 ->", c: "x=1 ->", d: "x=1 ->" },
    transitions: [
      ["a -> b", not(when({ x: 1 }))],
      ["a -> c", and(when({ x: 1 }))],
      ["a -> d", or(when({ x: 1 }))],
    ],
  }),
  "not of not, and not of and": graph({
    actions: { a: "-> x=1|2|3", b: "x=1 ->", c: "x=2|3 ->", d: "x=3 ->" },
    transitions: [
      ["a -> b", not(not(when({ x: 1 })))],
      ["a -> c", not(and(when({ x: 1 }), when({ x: 1 })))],
      ["a -> d", not(when({ x: 2 }))],
    ],
  }),
  "a wide type, narrowed by what is compared with it": graph({
    actions: { a: "-> x", b: "x=one ->", c: "x=two ->", d: "x=one|two ->" },
    transitions: [["a -> b", when({ x: "one" })], ["a -> c", when({ x: "two" })], ["a -> d"]],
  }),
  "a wide type beside one of its values, which alone comes through": graph({
    actions: { a: "-> x", b: "-> x=one", c: "x=two ->" },
    transitions: [["a -> b"], ["b -> c"]],
  }),
  "a nullable key, narrowed by null": graph({
    actions: { a: "-> x=string|null", b: "x=null ->", c: "x ->" },
    transitions: [["a -> b", when({ x: null })], ["a -> c"]],
  }),
  "a flag, of which the rest is the other": graph({
    actions: { a: "-> safe=boolean", b: "safe=true ->", c: "safe=false ->" },
    transitions: [["a -> b", when({ safe: true })], ["a -> c"]],
  }),
  "whether a key is absent": graph({
    actions: { a: "-> x?=1|2", b: "x=1|2 ->", c: "x?=1 ->" },
    transitions: [["a -> c", when({ x: undefined })], ["a -> b"]],
    state: { x: 1 },
  }),
  "an initial value that is written over before it is read": graph({
    actions: { a: "-> draft", b: "draft ->" },
    transitions: [["a -> b"], ["b -> a"]],
    state: { draft: null },
  }),
  "an initial value that does not fit": graph({
    actions: { a: "->", b: "-> draft", c: "draft ->" },
    transitions: [["a -> b", asks("")], ["a -> c"], ["b -> c"]],
    state: { draft: null },
  }),
  "an initial value beside a writer that is as near": graph({
    actions: { a: "-> x=1", b: "x=2 ->" },
    transitions: [["a -> b", onError()], ["a -> b"]],
    state: { x: 3 },
  }),
  "a key that only conditions read": graph({
    actions: { a: "->", b: "->" },
    transitions: [
      ["a -> b", when({ go: "yes" })],
      ["b -> a", asks("stop=boolean")],
    ],
    state: { go: "no" },
  }),
  "a condition that takes less than what comes there": graph({
    actions: { a: "-> x=1|2|3", b: "-> x?=1|2", c: "->" },
    transitions: [
      ["a -> b", when({ x: 3 })],
      ["a -> c", or(asks("x=1"), not(asks("x=1|2")))],
      ["b -> c", and(asks("x=1|2"), otherwise)],
      ["c -> a", asks("x?=1|2|3")],
    ],
  }),
  "a list of sources of which the second forgets": graph({
    actions: { a: "-> go=boolean", b: "-> x", c: "->", d: "x ->" },
    transitions: [["a -> b", when({ go: true })], ["a -> c"], ["b, c -> d"]],
  }),
  "an action that is passed by one value on a short way and by another on a long one": graph({
    actions: { a: "-> x=2", b: "->", c: "->", d: "x=3 ->", nobody: "-> x=1" },
    transitions: [["a -> b"], ["b -> d", when({ x: 1 })], ["b -> c", when({ x: 2 })], ["c -> d"]],
  }),
  "an initial value that is as narrow as it is written": graph({
    actions: { a: "x=one ->", b: "-> x", c: "x=one|two y=1 ->" },
    transitions: [["a -> c"], ["c -> b", asks("x=one|two")]],
    state: { x: "one", y: 1 },
  }),
  "a transition that its own value has been excluded from": graph({
    actions: { a: "-> x", b: "x=one ->" },
    transitions: [
      ["a -> a", when({ x: "two" })],
      ["a -> b", when({ x: "two" })],
    ],
  }),
  "a string that a when has pinned, and a later one excludes: more is told than is true": graph({
    actions: { a: "-> x", b: "->", c: "x=one ->" },
    transitions: [["a -> b", when({ x: "two" })], ["b -> b", when({ x: "two" })], ["b -> c"]],
  }),
  "two conditions between the same actions, of which one takes what comes there": graph({
    actions: { a: "-> x=1|2", b: "->" },
    transitions: [
      ["a -> b", asks("x=1")],
      ["a -> b", asks("x=1|2")],
      ["b -> a", asks("x=2")],
    ],
  }),
  "a way out that is always open, spelled otherwise": graph({
    actions: { a: "->", b: "->", c: "->" },
    transitions: [["a -> b", and(otherwise)], ["a -> c"], ["b -> c", or(otherwise)], ["b -> a", not(not(otherwise))]],
  }),
  "a captured key, which is missing where the same action has not failed": graph({
    actions: { a: "->", b: "->", c: "x=error ->" },
    transitions: [["a -> b", onError("x")], ["b -> c", onError()], ["a -> b"]],
  }),
  "an initial value that has to go round by a when, which pins a string that nobody leaves": graph({
    actions: { a: "->", b: "->", c: "->", d: "->", j: "->", k: "x=one ->", nobody: "-> x" },
    transitions: [["j -> j", when({ x: "two" })], ["c -> d"], ["c, d -> j"], ["a -> b"], ["b -> c"], ["j -> k"]],
    state: { x: "two" },
  }),
  "an initial value that an earlier when excludes, where a string goes on": graph({
    actions: { a: "->", b: "->", c: "->", d: "x=one ->", e: "->", nobody: "-> x" },
    transitions: [["b -> e", when({ x: "two" })], ["a -> b"], ["b, c -> d"], ["a -> c"]],
    state: { x: "two" },
  }),
  "a number, without one value, before a when that asks for it: only the failure carries it on": graph({
    actions: { a: "-> x=number", b: "->", c: "x=1 ->" },
    transitions: [["a -> a", when({ x: 2 })], ["b -> c", when({ x: 2 })], ["a -> b"], ["b -> c", onError()]],
  }),
  "a string without one value, behind a loop that leaves only that one": graph({
    actions: { a: "-> x", b: "->", c: "->", d: "x=one ->" },
    transitions: [["b, c -> c", not(when({ x: "two" }))], ["c -> d"], ["a -> b"], ["c -> d", onError()]],
  }),
  "a reader that takes what a when has made of a string, before one that does not": graph({
    actions: { a: "-> x", b: "x=one ->", c: "x=null ->" },
    transitions: [["a -> b", when({ x: "one" })], ["b -> c"]],
  }),
  "the same, where the when is farther back": graph({
    actions: { a: "-> x", b: "->", c: "->", d: "x=one ->", e: "x=null ->" },
    transitions: [["a -> b"], ["b -> c", when({ x: "one" })], ["c -> d"], ["d -> e"]],
  }),
  "a loop that pins an initial value, behind it a reader of another": graph({
    actions: { a: "->", b: "x=one ->", c: "->", d: "x=two -> x" },
    transitions: [["b -> b", when({ x: "one" })], ["a -> b"], ["b -> c"], ["c -> d"]],
    state: { x: "one" },
  }),
};
