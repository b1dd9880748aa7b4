import type { SweptPath } from "../../scenario/sweptPaths.ts";
import type { Setting } from "../../scenario/variant.ts";

/** How many points a grid has. */
export function gridSize(paths: readonly { readonly values: readonly unknown[] }[]): number {
  return paths.reduce((size, { values }) => size * values.length, 1);
}

/** Every combination of the values of some paths, that of the last path changing first. */
export function gridOf(paths: readonly Pick<SweptPath, "path" | "values">[]): readonly (readonly Setting[])[] {
  return paths.reduce<readonly (readonly Setting[])[]>(
    (points, { path, values }) => points.flatMap((point) => values.map((value) => [...point, { path, value }])),
    [[]],
  );
}
