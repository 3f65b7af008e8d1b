// Stands in for the native module @vscode/spdlog: the part of its API that VS Code uses.
// VS Code import()s this file, and Node finds the named exports of CommonJS only in plain `exports.x =` lines.
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const levels = ["trace", "debug", "info", "warning", "error", "critical"];

class Logger {
	level = levels.indexOf("info");
	raw = false;

	constructor(file) {
		this.file = file;
		mkdirSync(dirname(file), { recursive: true });
	}

	write(level, message) {
		if (level < this.level) return;
		const text = this.raw ? message : `${new Date().toISOString()} [${levels[level]}] ${message}\n`;
		try {
			appendFileSync(this.file, text);
		} catch {
			// VS Code must not fall over because its log can't be written.
		}
	}

	trace(message) {
		this.write(0, message);
	}
	debug(message) {
		this.write(1, message);
	}
	info(message) {
		this.write(2, message);
	}
	warn(message) {
		this.write(3, message);
	}
	error(message) {
		this.write(4, message);
	}
	critical(message) {
		this.write(5, message);
	}
	getLevel() {
		return this.level;
	}
	setLevel(level) {
		this.level = level;
	}
	setPattern() {
		this.raw = false;
	}
	clearFormatters() {
		this.raw = true;
	}
	flush() {}
	drop() {}
}

const create = async (_name, file) => new Logger(file);

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
