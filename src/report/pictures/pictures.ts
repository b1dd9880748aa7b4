import type { ReportData } from "../reportData.ts";
import { costPicture } from "./costPicture.ts";
import { ganttPicture } from "./ganttPicture.ts";
import { hoursPicture } from "./hoursPicture.ts";
import { latencyPicture } from "./latencyPicture.ts";
import type { Picture } from "./picture.ts";
import { queuePicture } from "./queuePicture.ts";
import { spendPicture } from "./spendPicture.ts";
import { vmsPicture } from "./vmsPicture.ts";
import { waitingPicture } from "./waitingPicture.ts";

const ALL = [
  latencyPicture,
  waitingPicture,
  costPicture,
  queuePicture,
  vmsPicture,
  hoursPicture,
  spendPicture,
  ganttPicture,
];

/** Every picture that these results give, in the order of a report. Loads Plot with it: import it where it is needed. */
export function picturesOf(data: ReportData): Picture[] {
  return ALL.map((picture) => picture(data)).filter((picture) => picture !== null);
}
