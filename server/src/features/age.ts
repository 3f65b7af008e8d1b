import { counted } from "../text/counted.ts";

/** Seconds of a day, and days of a mean month and year. */
const [day, month, year] = [86_400, 30.44, 365.25];

/** How long ago a moment was, in the largest unit of which there are two: `8 months`. Both in seconds since 1970. */
export function ageOf(moment: number, now: number): string {
	const days = Math.floor((now - moment) / day);
	if (days < 1) return "today";
	if (days < 14) return counted(days, "day");
	if (days < 63) return counted(Math.floor(days / 7), "week");
	const [length, noun] = days < 731 ? [month, "month"] : [year, "year"];
	return counted(Math.floor(days / length), noun);
}
