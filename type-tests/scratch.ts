import * as v from "valibot";
import { action, application, when } from "typeburr";
const a0 = action({ reads: { seed: v.number() }, writes: { k0: v.number() }, run: (state) => state.update({ k0: state.seed }) });
const a1 = action({ reads: { k0: v.number(), seed: v.number() }, writes: { k1: v.number() }, run: (state) => state.update({ k1: state.seed }) });
const a2 = action({ reads: { k0: v.number(), k1: v.number(), seed: v.number() }, writes: { k2: v.number() }, run: (state) => state.update({ k2: state.seed }) });
const a3 = action({ reads: { k0: v.number(), k1: v.number(), k2: v.number(), seed: v.number() }, writes: { k3: v.number() }, run: (state) => state.update({ k3: state.seed }) });
const a4 = action({ reads: { k1: v.number(), k2: v.number(), k3: v.number(), seed: v.number() }, writes: { k4: v.number() }, run: (state) => state.update({ k4: state.seed }) });
const a5 = action({ reads: { k2: v.number(), k3: v.number(), k4: v.number(), seed: v.number() }, writes: { k5: v.number() }, run: (state) => state.update({ k5: state.seed }) });
const a6 = action({ reads: { k3: v.number(), k4: v.number(), k5: v.number(), seed: v.number() }, writes: { k6: v.number() }, run: (state) => state.update({ k6: state.seed }) });
const a7 = action({ reads: { k4: v.number(), k5: v.number(), k6: v.number(), seed: v.number() }, writes: { k7: v.number() }, run: (state) => state.update({ k7: state.seed }) });
const a8 = action({ reads: { k5: v.number(), k6: v.number(), k7: v.number(), seed: v.number() }, writes: { k8: v.number() }, run: (state) => state.update({ k8: state.seed }) });
const a9 = action({ reads: { k6: v.number(), k7: v.number(), k8: v.number(), seed: v.number() }, writes: { k9: v.number() }, run: (state) => state.update({ k9: state.seed }) });
const a10 = action({ reads: { k7: v.number(), k8: v.number(), k9: v.number(), seed: v.number() }, writes: { k10: v.number() }, run: (state) => state.update({ k10: state.seed }) });
const a11 = action({ reads: { k8: v.number(), k9: v.number(), k10: v.number(), seed: v.number() }, writes: { k11: v.number() }, run: (state) => state.update({ k11: state.seed }) });
const a12 = action({ reads: { k9: v.number(), k10: v.number(), k11: v.number(), seed: v.number() }, writes: { k12: v.number() }, run: (state) => state.update({ k12: state.seed }) });
const a13 = action({ reads: { k10: v.number(), k11: v.number(), k12: v.number(), seed: v.number() }, writes: { k13: v.number() }, run: (state) => state.update({ k13: state.seed }) });
const a14 = action({ reads: { k11: v.number(), k12: v.number(), k13: v.number(), seed: v.number() }, writes: { k14: v.number() }, run: (state) => state.update({ k14: state.seed }) });
const a15 = action({ reads: { k12: v.number(), k13: v.number(), k14: v.number(), seed: v.number() }, writes: { k15: v.number() }, run: (state) => state.update({ k15: state.seed }) });
const a16 = action({ reads: { k13: v.number(), k14: v.number(), k15: v.number(), seed: v.number() }, writes: { k16: v.number() }, run: (state) => state.update({ k16: state.seed }) });
const a17 = action({ reads: { k14: v.number(), k15: v.number(), k16: v.number(), seed: v.number() }, writes: { k17: v.number() }, run: (state) => state.update({ k17: state.seed }) });
const a18 = action({ reads: { k15: v.number(), k16: v.number(), k17: v.number(), seed: v.number() }, writes: { k18: v.number() }, run: (state) => state.update({ k18: state.seed }) });
const a19 = action({ reads: { k16: v.number(), k17: v.number(), k18: v.number(), seed: v.number() }, writes: { k19: v.number() }, run: (state) => state.update({ k19: state.seed }) });
const a20 = action({ reads: { k17: v.number(), k18: v.number(), k19: v.number(), seed: v.number() }, writes: { k20: v.number() }, run: (state) => state.update({ k20: state.seed }) });
const a21 = action({ reads: { k18: v.number(), k19: v.number(), k20: v.number(), seed: v.number() }, writes: { k21: v.number() }, run: (state) => state.update({ k21: state.seed }) });
const a22 = action({ reads: { k19: v.number(), k20: v.number(), k21: v.number(), seed: v.number() }, writes: { k22: v.number() }, run: (state) => state.update({ k22: state.seed }) });
const a23 = action({ reads: { k20: v.number(), k21: v.number(), k22: v.number(), seed: v.number() }, writes: { k23: v.number() }, run: (state) => state.update({ k23: state.seed }) });
const a24 = action({ reads: { k21: v.number(), k22: v.number(), k23: v.number(), seed: v.number() }, writes: { k24: v.number() }, run: (state) => state.update({ k24: state.seed }) });
const a25 = action({ reads: { k22: v.number(), k23: v.number(), k24: v.number(), seed: v.number() }, writes: { k25: v.number() }, run: (state) => state.update({ k25: state.seed }) });
const a26 = action({ reads: { k23: v.number(), k24: v.number(), k25: v.number(), seed: v.number() }, writes: { k26: v.number() }, run: (state) => state.update({ k26: state.seed }) });
const a27 = action({ reads: { k24: v.number(), k25: v.number(), k26: v.number(), seed: v.number() }, writes: { k27: v.number() }, run: (state) => state.update({ k27: state.seed }) });
const a28 = action({ reads: { k25: v.number(), k26: v.number(), k27: v.number(), seed: v.number() }, writes: { k28: v.number() }, run: (state) => state.update({ k28: state.seed }) });
const a29 = action({ reads: { k26: v.number(), k27: v.number(), k28: v.number(), seed: v.number() }, writes: { k29: v.number() }, run: (state) => state.update({ k29: state.seed }) });
const a30 = action({ reads: { k27: v.number(), k28: v.number(), k29: v.number(), seed: v.number() }, writes: { k30: v.number() }, run: (state) => state.update({ k30: state.seed }) });
const a31 = action({ reads: { k28: v.number(), k29: v.number(), k30: v.number(), seed: v.number() }, writes: { k31: v.number() }, run: (state) => state.update({ k31: state.seed }) });
const a32 = action({ reads: { k29: v.number(), k30: v.number(), k31: v.number(), seed: v.number() }, writes: { k32: v.number() }, run: (state) => state.update({ k32: state.seed }) });
const a33 = action({ reads: { k30: v.number(), k31: v.number(), k32: v.number(), seed: v.number() }, writes: { k33: v.number() }, run: (state) => state.update({ k33: state.seed }) });
const a34 = action({ reads: { k31: v.number(), k32: v.number(), k33: v.number(), seed: v.number() }, writes: { k34: v.number() }, run: (state) => state.update({ k34: state.seed }) });
const a35 = action({ reads: { k32: v.number(), k33: v.number(), k34: v.number(), seed: v.number() }, writes: { k35: v.number() }, run: (state) => state.update({ k35: state.seed }) });
const a36 = action({ reads: { k33: v.number(), k34: v.number(), k35: v.number(), seed: v.number() }, writes: { k36: v.number() }, run: (state) => state.update({ k36: state.seed }) });
const a37 = action({ reads: { k34: v.number(), k35: v.number(), k36: v.number(), seed: v.number() }, writes: { k37: v.number() }, run: (state) => state.update({ k37: state.seed }) });
const a38 = action({ reads: { k35: v.number(), k36: v.number(), k37: v.number(), seed: v.number() }, writes: { k38: v.number() }, run: (state) => state.update({ k38: state.seed }) });
const a39 = action({ reads: { k36: v.number(), k37: v.number(), k38: v.number(), seed: v.number() }, writes: { k39: v.number() }, run: (state) => state.update({ k39: state.seed }) });
const a40 = action({ reads: { k37: v.number(), k38: v.number(), k39: v.number(), seed: v.number() }, writes: { k40: v.number() }, run: (state) => state.update({ k40: state.seed }) });
const a41 = action({ reads: { k38: v.number(), k39: v.number(), k40: v.number(), seed: v.number() }, writes: { k41: v.number() }, run: (state) => state.update({ k41: state.seed }) });
const a42 = action({ reads: { k39: v.number(), k40: v.number(), k41: v.number(), seed: v.number() }, writes: { k42: v.number() }, run: (state) => state.update({ k42: state.seed }) });
const a43 = action({ reads: { k40: v.number(), k41: v.number(), k42: v.number(), seed: v.number() }, writes: { k43: v.number() }, run: (state) => state.update({ k43: state.seed }) });
const a44 = action({ reads: { k41: v.number(), k42: v.number(), k43: v.number(), seed: v.number() }, writes: { k44: v.number() }, run: (state) => state.update({ k44: state.seed }) });
const a45 = action({ reads: { k42: v.number(), k43: v.number(), k44: v.number(), seed: v.number() }, writes: { k45: v.number() }, run: (state) => state.update({ k45: state.seed }) });
const a46 = action({ reads: { k43: v.number(), k44: v.number(), k45: v.number(), seed: v.number() }, writes: { k46: v.number() }, run: (state) => state.update({ k46: state.seed }) });
const a47 = action({ reads: { k44: v.number(), k45: v.number(), k46: v.number(), seed: v.number() }, writes: { k47: v.number() }, run: (state) => state.update({ k47: state.seed }) });
const a48 = action({ reads: { k45: v.number(), k46: v.number(), k47: v.number(), seed: v.number() }, writes: { k48: v.number() }, run: (state) => state.update({ k48: state.seed }) });
const a49 = action({ reads: { k46: v.number(), k47: v.number(), k48: v.number(), seed: v.number() }, writes: { k49: v.number() }, run: (state) => state.update({ k49: state.seed }) });
const a50 = action({ reads: { k47: v.number(), k48: v.number(), k49: v.number(), seed: v.number() }, writes: { k50: v.number() }, run: (state) => state.update({ k50: state.seed }) });
const a51 = action({ reads: { k48: v.number(), k49: v.number(), k50: v.number(), seed: v.number() }, writes: { k51: v.number() }, run: (state) => state.update({ k51: state.seed }) });
const a52 = action({ reads: { k49: v.number(), k50: v.number(), k51: v.number(), seed: v.number() }, writes: { k52: v.number() }, run: (state) => state.update({ k52: state.seed }) });
const a53 = action({ reads: { k50: v.number(), k51: v.number(), k52: v.number(), seed: v.number() }, writes: { k53: v.number() }, run: (state) => state.update({ k53: state.seed }) });
const a54 = action({ reads: { k51: v.number(), k52: v.number(), k53: v.number(), seed: v.number() }, writes: { k54: v.number() }, run: (state) => state.update({ k54: state.seed }) });
const a55 = action({ reads: { k52: v.number(), k53: v.number(), k54: v.number(), seed: v.number() }, writes: { k55: v.number() }, run: (state) => state.update({ k55: state.seed }) });
const a56 = action({ reads: { k53: v.number(), k54: v.number(), k55: v.number(), seed: v.number() }, writes: { k56: v.number() }, run: (state) => state.update({ k56: state.seed }) });
const a57 = action({ reads: { k54: v.number(), k55: v.number(), k56: v.number(), seed: v.number() }, writes: { k57: v.number() }, run: (state) => state.update({ k57: state.seed }) });
const a58 = action({ reads: { k55: v.number(), k56: v.number(), k57: v.number(), seed: v.number() }, writes: { k58: v.number() }, run: (state) => state.update({ k58: state.seed }) });
const a59 = action({ reads: { k56: v.number(), k57: v.number(), k58: v.number(), seed: v.number() }, writes: { k59: v.number() }, run: (state) => state.update({ k59: state.seed }) });
const a60 = action({ reads: { k57: v.number(), k58: v.number(), k59: v.number(), seed: v.number() }, writes: { k60: v.number() }, run: (state) => state.update({ k60: state.seed }) });
const a61 = action({ reads: { k58: v.number(), k59: v.number(), k60: v.number(), seed: v.number() }, writes: { k61: v.number() }, run: (state) => state.update({ k61: state.seed }) });
const a62 = action({ reads: { k59: v.number(), k60: v.number(), k61: v.number(), seed: v.number() }, writes: { k62: v.number() }, run: (state) => state.update({ k62: state.seed }) });
const a63 = action({ reads: { k60: v.number(), k61: v.number(), k62: v.number(), seed: v.number() }, writes: { k63: v.number() }, run: (state) => state.update({ k63: state.seed }) });
const a64 = action({ reads: { k61: v.number(), k62: v.number(), k63: v.number(), seed: v.number() }, writes: { k64: v.number() }, run: (state) => state.update({ k64: state.seed }) });
const a65 = action({ reads: { k62: v.number(), k63: v.number(), k64: v.number(), seed: v.number() }, writes: { k65: v.number() }, run: (state) => state.update({ k65: state.seed }) });
const a66 = action({ reads: { k63: v.number(), k64: v.number(), k65: v.number(), seed: v.number() }, writes: { k66: v.number() }, run: (state) => state.update({ k66: state.seed }) });
const a67 = action({ reads: { k64: v.number(), k65: v.number(), k66: v.number(), seed: v.number() }, writes: { k67: v.number() }, run: (state) => state.update({ k67: state.seed }) });
const a68 = action({ reads: { k65: v.number(), k66: v.number(), k67: v.number(), seed: v.number() }, writes: { k68: v.number() }, run: (state) => state.update({ k68: state.seed }) });
const a69 = action({ reads: { k66: v.number(), k67: v.number(), k68: v.number(), seed: v.number() }, writes: { k69: v.number() }, run: (state) => state.update({ k69: state.seed }) });
const a70 = action({ reads: { k67: v.number(), k68: v.number(), k69: v.number(), seed: v.number() }, writes: { k70: v.number() }, run: (state) => state.update({ k70: state.seed }) });
const a71 = action({ reads: { k68: v.number(), k69: v.number(), k70: v.number(), seed: v.number() }, writes: { k71: v.number() }, run: (state) => state.update({ k71: state.seed }) });
const a72 = action({ reads: { k69: v.number(), k70: v.number(), k71: v.number(), seed: v.number() }, writes: { k72: v.number() }, run: (state) => state.update({ k72: state.seed }) });
const a73 = action({ reads: { k70: v.number(), k71: v.number(), k72: v.number(), seed: v.number() }, writes: { k73: v.number() }, run: (state) => state.update({ k73: state.seed }) });
const a74 = action({ reads: { k71: v.number(), k72: v.number(), k73: v.number(), seed: v.number() }, writes: { k74: v.number() }, run: (state) => state.update({ k74: state.seed }) });
const a75 = action({ reads: { k72: v.number(), k73: v.number(), k74: v.number(), seed: v.number() }, writes: { k75: v.number() }, run: (state) => state.update({ k75: state.seed }) });
const a76 = action({ reads: { k73: v.number(), k74: v.number(), k75: v.number(), seed: v.number() }, writes: { k76: v.number() }, run: (state) => state.update({ k76: state.seed }) });
const a77 = action({ reads: { k74: v.number(), k75: v.number(), k76: v.number(), seed: v.number() }, writes: { k77: v.number() }, run: (state) => state.update({ k77: state.seed }) });
const a78 = action({ reads: { k75: v.number(), k76: v.number(), k77: v.number(), seed: v.number() }, writes: { k78: v.number() }, run: (state) => state.update({ k78: state.seed }) });
const a79 = action({ reads: { k76: v.number(), k77: v.number(), k78: v.number(), seed: v.number() }, writes: { k79: v.number() }, run: (state) => state.update({ k79: state.seed }) });
const a80 = action({ reads: { k77: v.number(), k78: v.number(), k79: v.number(), seed: v.number() }, writes: { k80: v.number() }, run: (state) => state.update({ k80: state.seed }) });
const a81 = action({ reads: { k78: v.number(), k79: v.number(), k80: v.number(), seed: v.number() }, writes: { k81: v.number() }, run: (state) => state.update({ k81: state.seed }) });
const a82 = action({ reads: { k79: v.number(), k80: v.number(), k81: v.number(), seed: v.number() }, writes: { k82: v.number() }, run: (state) => state.update({ k82: state.seed }) });
const a83 = action({ reads: { k80: v.number(), k81: v.number(), k82: v.number(), seed: v.number() }, writes: { k83: v.number() }, run: (state) => state.update({ k83: state.seed }) });
const a84 = action({ reads: { k81: v.number(), k82: v.number(), k83: v.number(), seed: v.number() }, writes: { k84: v.number() }, run: (state) => state.update({ k84: state.seed }) });
const a85 = action({ reads: { k82: v.number(), k83: v.number(), k84: v.number(), seed: v.number() }, writes: { k85: v.number() }, run: (state) => state.update({ k85: state.seed }) });
const a86 = action({ reads: { k83: v.number(), k84: v.number(), k85: v.number(), seed: v.number() }, writes: { k86: v.number() }, run: (state) => state.update({ k86: state.seed }) });
const a87 = action({ reads: { k84: v.number(), k85: v.number(), k86: v.number(), seed: v.number() }, writes: { k87: v.number() }, run: (state) => state.update({ k87: state.seed }) });
const a88 = action({ reads: { k85: v.number(), k86: v.number(), k87: v.number(), seed: v.number() }, writes: { k88: v.number() }, run: (state) => state.update({ k88: state.seed }) });
const a89 = action({ reads: { k86: v.number(), k87: v.number(), k88: v.number(), seed: v.number() }, writes: { k89: v.number() }, run: (state) => state.update({ k89: state.seed }) });
const a90 = action({ reads: { k87: v.number(), k88: v.number(), k89: v.number(), seed: v.number() }, writes: { k90: v.number() }, run: (state) => state.update({ k90: state.seed }) });
const a91 = action({ reads: { k88: v.number(), k89: v.number(), k90: v.number(), seed: v.number() }, writes: { k91: v.number() }, run: (state) => state.update({ k91: state.seed }) });
const a92 = action({ reads: { k89: v.number(), k90: v.number(), k91: v.number(), seed: v.number() }, writes: { k92: v.number() }, run: (state) => state.update({ k92: state.seed }) });
const a93 = action({ reads: { k90: v.number(), k91: v.number(), k92: v.number(), seed: v.number() }, writes: { k93: v.number() }, run: (state) => state.update({ k93: state.seed }) });
const a94 = action({ reads: { k91: v.number(), k92: v.number(), k93: v.number(), seed: v.number() }, writes: { k94: v.number() }, run: (state) => state.update({ k94: state.seed }) });
const a95 = action({ reads: { k92: v.number(), k93: v.number(), k94: v.number(), seed: v.number() }, writes: { k95: v.number() }, run: (state) => state.update({ k95: state.seed }) });
const a96 = action({ reads: { k93: v.number(), k94: v.number(), k95: v.number(), seed: v.number() }, writes: { k96: v.number() }, run: (state) => state.update({ k96: state.seed }) });
const a97 = action({ reads: { k94: v.number(), k95: v.number(), k96: v.number(), seed: v.number() }, writes: { k97: v.number() }, run: (state) => state.update({ k97: state.seed }) });
const a98 = action({ reads: { k95: v.number(), k96: v.number(), k97: v.number(), seed: v.number() }, writes: { k98: v.number() }, run: (state) => state.update({ k98: state.seed }) });
const a99 = action({ reads: { k96: v.number(), k97: v.number(), k98: v.number(), seed: v.number() }, writes: { k99: v.number() }, run: (state) => state.update({ k99: state.seed }) });
export const app = application().withActions({ a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39, a40, a41, a42, a43, a44, a45, a46, a47, a48, a49, a50, a51, a52, a53, a54, a55, a56, a57, a58, a59, a60, a61, a62, a63, a64, a65, a66, a67, a68, a69, a70, a71, a72, a73, a74, a75, a76, a77, a78, a79, a80, a81, a82, a83, a84, a85, a86, a87, a88, a89, a90, a91, a92, a93, a94, a95, a96, a97, a98, a99 }).withTransitions(
  ["a0", "a1"],
  ["a1", "a2"],
  ["a2", "a3"],
  ["a3", "a4"],
  ["a4", "a0", when({ k4: 1 })],
  ["a4", "a5"],
  ["a5", "a6"],
  ["a6", "a7"],
  ["a7", "a8"],
  ["a8", "a9"],
  ["a9", "a5", when({ k9: 1 })],
  ["a9", "a10"],
  ["a10", "a11"],
  ["a11", "a12"],
  ["a12", "a13"],
  ["a13", "a14"],
  ["a14", "a10", when({ k14: 1 })],
  ["a14", "a15"],
  ["a15", "a16"],
  ["a16", "a17"],
  ["a17", "a18"],
  ["a18", "a19"],
  ["a19", "a15", when({ k19: 1 })],
  ["a19", "a20"],
  ["a20", "a21"],
  ["a21", "a22"],
  ["a22", "a23"],
  ["a23", "a24"],
  ["a24", "a20", when({ k24: 1 })],
  ["a24", "a25"],
  ["a25", "a26"],
  ["a26", "a27"],
  ["a27", "a28"],
  ["a28", "a29"],
  ["a29", "a25", when({ k29: 1 })],
  ["a29", "a30"],
  ["a30", "a31"],
  ["a31", "a32"],
  ["a32", "a33"],
  ["a33", "a34"],
  ["a34", "a30", when({ k34: 1 })],
  ["a34", "a35"],
  ["a35", "a36"],
  ["a36", "a37"],
  ["a37", "a38"],
  ["a38", "a39"],
  ["a39", "a35", when({ k39: 1 })],
  ["a39", "a40"],
  ["a40", "a41"],
  ["a41", "a42"],
  ["a42", "a43"],
  ["a43", "a44"],
  ["a44", "a40", when({ k44: 1 })],
  ["a44", "a45"],
  ["a45", "a46"],
  ["a46", "a47"],
  ["a47", "a48"],
  ["a48", "a49"],
  ["a49", "a45", when({ k49: 1 })],
  ["a49", "a50"],
  ["a50", "a51"],
  ["a51", "a52"],
  ["a52", "a53"],
  ["a53", "a54"],
  ["a54", "a50", when({ k54: 1 })],
  ["a54", "a55"],
  ["a55", "a56"],
  ["a56", "a57"],
  ["a57", "a58"],
  ["a58", "a59"],
  ["a59", "a55", when({ k59: 1 })],
  ["a59", "a60"],
  ["a60", "a61"],
  ["a61", "a62"],
  ["a62", "a63"],
  ["a63", "a64"],
  ["a64", "a60", when({ k64: 1 })],
  ["a64", "a65"],
  ["a65", "a66"],
  ["a66", "a67"],
  ["a67", "a68"],
  ["a68", "a69"],
  ["a69", "a65", when({ k69: 1 })],
  ["a69", "a70"],
  ["a70", "a71"],
  ["a71", "a72"],
  ["a72", "a73"],
  ["a73", "a74"],
  ["a74", "a70", when({ k74: 1 })],
  ["a74", "a75"],
  ["a75", "a76"],
  ["a76", "a77"],
  ["a77", "a78"],
  ["a78", "a79"],
  ["a79", "a75", when({ k79: 1 })],
  ["a79", "a80"],
  ["a80", "a81"],
  ["a81", "a82"],
  ["a82", "a83"],
  ["a83", "a84"],
  ["a84", "a80", when({ k84: 1 })],
  ["a84", "a85"],
  ["a85", "a86"],
  ["a86", "a87"],
  ["a87", "a88"],
  ["a88", "a89"],
  ["a89", "a85", when({ k89: 1 })],
  ["a89", "a90"],
  ["a90", "a91"],
  ["a91", "a92"],
  ["a92", "a93"],
  ["a93", "a94"],
  ["a94", "a90", when({ k94: 1 })],
  ["a94", "a95"],
  ["a95", "a96"],
  ["a96", "a97"],
  ["a97", "a98"],
  ["a98", "a99"],
).withEntrypoint("a0").withState({ seed: 1 });
