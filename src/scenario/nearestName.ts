export { nearestName } from "../model/nearestName.ts";
