/** The one generator of `seedrandom` that is used; its published types cover only the package's front door. */
declare module "seedrandom/lib/alea.js" {
  /** A generator of multiples of 2^-32 in [0, 1), of the type Alea of J. Baagøe. */
  function alea(key: string): () => number;
  export = alea;
}
