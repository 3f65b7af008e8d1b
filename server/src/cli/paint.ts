/** How a part of a line is shown on a terminal. */
export type Style = "bold" | "dim" | "red" | "yellow" | "green" | "cyan" | "blue" | "magenta";

/** Gives a text in a style; on what shows no styles, the text as it is. */
export type Paint = (style: Style, text: string) => string;

/** For what is read by programs or written to files. */
export const plain: Paint = (_, text) => text;
