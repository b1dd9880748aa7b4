import { expect, it } from "vitest";
import { nearestName } from "../../src/scenario/nearestName.ts";

it.each([
  { wanted: "submited", names: ["duration", "submitted"], nearest: "submitted" },
  { wanted: "Duration", names: ["submitted", "duration"], nearest: "duration" },
  { wanted: "provisionning", names: ["provisioning", "deprovisioning"], nearest: "provisioning" },
  { wanted: "cat", names: ["cut", "car"], nearest: "cut" },
  { wanted: "timestamp", names: ["cluster", "id"], nearest: null },
  { wanted: "at", names: ["a", "b"], nearest: null },
  { wanted: "anything", names: [], nearest: null },
])("takes $wanted for $nearest of $names", ({ wanted, names, nearest }) => {
  expect(nearestName(wanted, names)).toBe(nearest);
});
