import { describe, expect, it } from "vitest";
import { headlines, load, refusal, TEN_LINES } from "./scratchFiles.ts";

const sweepOf = async (sweep: string) => (await load(`${TEN_LINES}\nsweep: ${sweep}\n`)).sweep;

describe("a sweep's values", () => {
  it.each<[string, (string | number)[]]>([
    ["[16, 20, 24]", [16, 20, 24]],
    ["{from: 1, to: 4}", [1, 2, 3, 4]],
    ["{from: 100, to: 350, step: 100}", [100, 200, 300]],
    ["{from: 0.1, to: 0.5, step: 0.1}", [0.1, 0.2, 0.3, 0.4, 0.5]],
    ["{from: 30 min, to: 2 h, step: 30 min}", ["30 min", "60 min", "90 min", "120 min"]],
    ["{from: 30/h, to: 1/min, step: 15/h}", ["30/h", "45/h", "60/h"]],
    ["{from: 5%, to: 15%, step: 5%}", ["5%", "10%", "15%"]],
    ["{from: 0.10 USD/h, to: 3.6 USD/d, step: 0.05 USD/h}", ["0.1 USD/h", "0.15 USD/h"]],
    ["[none, 5]", ["none", 5]],
  ])("%s are %j", async (written, values) => {
    expect((await sweepOf(`{pools.scoring.vms: ${written}}`)).map((swept) => swept.values)).toEqual([values]);
  });

  it("stand in the order of the file", async () => {
    const paths = await sweepOf("{pools.scoring.vms: [1], classic.endpointConcurrency: [2]}");
    expect(paths.map(({ path }) => path)).toEqual(["pools.scoring.vms", "classic.endpointConcurrency"]);
  });

  it.each([
    ["{from: 4, to: 2}", "to: 2 is below from, 4"],
    ["{from: 1, to: 9, step: 0}", "step: 0 is not above 0"],
    ["{from: 1 h, to: 2 h}", "a range of such values needs a step"],
    ["{from: 1 h, to: 2, step: 1 h}", 'to: 2 is not the like of from; write it as "10 h"'],
    ["{from: 1 USD, to: 2 EUR, step: 1 USD}", 'to: "2 EUR" is not the like of from; write it as "10 USD"'],
    ["{from: soon, to: 2 h}", 'from: "soon" is no amount'],
    ["{from: 1, to: 1e9, step: 0.1}", "the range has more than 1000000 values"],
    ["[4, 5, 4]", "4 is in it twice"],
  ])("%s are refused: %s", async (written, message) => {
    const [headline = ""] = headlines(await refusal(`${TEN_LINES}\nsweep: {pools.scoring.vms: ${written}}\n`));
    expect(headline).toContain("scenario.yaml:");
    expect(headline).toContain(message.replace(/^(to|step|from): /, "sweep.pools.scoring.vms.$1: "));
  });
});
