import type { LoadOptions } from "../scenario/load.ts";
import type { CommonOptions } from "./commonOptions.ts";

/** What of the options concerns the loading of a scenario; an option that was not given is no key. */
export function loadOptions({ set, seed, replications, alternative }: CommonOptions): LoadOptions {
  return {
    set,
    alternative,
    ...(seed === undefined ? {} : { seed }),
    ...(replications === undefined ? {} : { replications }),
  };
}
