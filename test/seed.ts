import fc from "fast-check";

/**
 * What random tests draw from: the same commit has the same verdict every time. POOLSIM_SEED draws others, to look further:
 * a failure says the seed with which it comes again.
 */
export const SEED = Number(process.env.POOLSIM_SEED ?? 20_261_121);

fc.configureGlobal({ seed: SEED });
