import { availableParallelism } from "node:os";
import { planScenario } from "../../src/experiment/plan/plan.ts";
import type { PlanResult } from "../../src/experiment/plan/planResult.ts";
import { runScenario } from "../../src/experiment/run.ts";
import { factBlocks, markdownDocument, pictureBlocks } from "../../src/report/markdownReport.ts";
import { markdownText } from "../../src/report/markdownText.ts";
import { asFile } from "../../src/report/pictures/drawing.ts";
import type { Picture } from "../../src/report/pictures/picture.ts";
import { picturesOf } from "../../src/report/pictures/pictures.ts";
import { planReport } from "../../src/report/planReport.ts";
import { type ReportFacts, reportFacts } from "../../src/report/reportFacts.ts";
import { dataOfRun } from "../../src/report/runFiles.ts";
import { withoutColour } from "../../src/report/style.ts";
import { type LoadOptions, loadScenario } from "../../src/scenario/load.ts";
import { firstComment } from "../project/scenarioComment.ts";
import { scenarioFile, scenarioText } from "../project/scenarioRuns.ts";

/** A page about a scenario, and the pictures beside it by file name. */
export interface ScenarioPage {
  readonly markdown: string;
  readonly pictures: ReadonlyMap<string, string>;
}

/** What is seen at a glance comes first; pictures of a long run's every hour are left to `report.html`. */
const ORDER = ["sweep", "cost", "latency", "spend", "waiting", "vms", "gantt", "queue", "hours"];
const LARGEST_PICTURE = 40_000;
const MOST_FIGURES = 3;
const PLAN_REPLICATIONS = 20;

/** Simulates a bundled scenario and tells of it: the question, the answer, the comparison, pictures, and how to run it. */
export async function scenarioPage(name: string, load: LoadOptions): Promise<ScenarioPage> {
  const comment = firstComment(scenarioText(name));
  const [question = "", asking] = (comment.get("Question") ?? "").split(" Ask with: ");
  const plan = asking?.startsWith("poolsim plan ") === true ? await planOf(name, load) : null;
  const chosen = Object.entries(plan?.configuration ?? {}).map(([path, value]) => `${path}=${JSON.stringify(value)}`);
  const set = [...(load.set ?? []), ...chosen];
  // A plan decides on many replications: its answer is shown with intervals too.
  const more = plan === null ? {} : { replications: PLAN_REPLICATIONS };
  const result = await runScenario(await loadScenario(scenarioFile(name), { ...load, ...more, set }), {
    workers: availableParallelism(),
    command: "run",
  });
  const { summary } = result;
  const facts = reportFacts(summary);
  const drawn = picturesOf(dataOfRun(result))
    .sort((a, b) => ORDER.indexOf(a.key) - ORDER.indexOf(b.key))
    .filter(({ svg }) => svg.length <= LARGEST_PICTURE);
  const fileOf = ({ key }: Picture): string => `${name}-${key}.svg`;
  const file = `scenarios/${name}.yaml`;
  const markdown = markdownDocument([
    `# ${markdownText(facts.name)}`,
    `**Question.** ${markdownText(capital(question))}`,
    `**Answer.** ${markdownText(plan === null ? answerOf(facts, drawn) : planAnswer(plan))}`,
    `**Expected**, before it was simulated: ${markdownText(comment.get("Expected") ?? "")}`,
    comment.has("Data") ? `**Data.** ${markdownText(comment.get("Data")!)}` : null,
    ...(plan === null ? [] : ["## Plan", code([planReport(plan, null, withoutColour)]), "The answer, simulated:"]),
    facts.circumstances.join(" · "),
    ...factBlocks(facts),
    ...drawn.flatMap((picture) => pictureBlocks(picture, fileOf(picture))),
    "## Run it",
    code([
      ...(plan === null ? [] : [`npx poolsim plan ${file}`]),
      [
        `npx poolsim run ${file}`,
        ...chosen.map((setting) => `--set ${setting}`),
        ...(plan === null ? [] : [`--replications ${PLAN_REPLICATIONS}`]),
      ].join(" "),
    ]),
    `The scenario is [\`${file}\`](../${file}); \`report.html\` has every picture. The same file, seed and version give the same ` +
      `figures. Version ${summary.tool.version}, seed ${summary.scenario.seed}. Written by \`npm run results\`.`,
  ]);
  return { markdown, pictures: new Map(drawn.map((picture) => [fileOf(picture), asFile(picture.svg)])) };
}

async function planOf(name: string, load: LoadOptions): Promise<PlanResult> {
  const { plan } = await planScenario(await loadScenario(scenarioFile(name), load), {
    workers: availableParallelism(),
    command: "plan",
  });
  return plan;
}

/** The paragraph of a plan's report that begins with its answer, up to the objectives. */
function planAnswer(plan: PlanResult): string {
  const [, answer = ""] = planReport(plan, null, withoutColour).split("\n\n");
  const lines = answer.split("\n").map((line) => line.trim());
  const objectives = new Set(plan.objectives.map(({ objective }) => objective));
  const told = lines.slice(
    0,
    lines.findIndex((line) => [...objectives].some((text) => line.startsWith(text))),
  );
  return `${told.join(" ").replace(/^Answer: /, "")}.`;
}

/** The recommendation; where nothing says what is good enough, what is seen. */
function answerOf({ recommendation, alternatives, comparison }: ReportFacts, pictures: readonly Picture[]): string {
  if (recommendation !== null) return recommendation;
  if (alternatives.length === 1) {
    const figures = comparison.rows.slice(0, MOST_FIGURES).map(({ label, cells }) => `${label}: ${cells[0]!.text}`);
    return `${capital(figures.join("; "))}.`;
  }
  const titles = ["spend", "latency"].flatMap((wanted) => pictures.find(({ key }) => key === wanted)?.title ?? []);
  return titles.map((title) => `${title.replaceAll("\u00A0", " ")}.`).join(" ");
}

function capital(text: string): string {
  return text.replace(/^"?[a-z]/, (first) => first.toUpperCase());
}

function code(lines: readonly string[]): string {
  return `\`\`\`\n${lines.map((line) => `${line.trimEnd()}\n`).join("")}\`\`\``;
}
