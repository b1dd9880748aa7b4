declare module "seedrandom/lib/alea.js" {
  /** What Alea's next number follows from: its last three, the oldest first, and the carry. */
  export interface AleaState {
    readonly s0: number;
    readonly s1: number;
    readonly s2: number;
    readonly c: number;
  }

  /** Seeds Johannes Baagøe's Alea: each call of the result gives the next number, a multiple of 2^-32 in [0, 1). */
  // biome-ignore lint/style/noDefaultExport: a module of another package is described as it is.
  export default function alea(
    seed: string,
    options: { readonly state: true },
  ): (() => number) & { state(): AleaState };
}
