// Loaded into VS Code's server, its extension hosts and our language server by NODE_OPTIONS. Writes one line of JSON to
// the file NETWORK_LOG for each process it is loaded into, and one for each connection to another machine.
const { appendFileSync } = require("node:fs");
const { Socket } = require("node:net");

const log = (entry) => appendFileSync(process.env.NETWORK_LOG, `${JSON.stringify(entry)}\n`);
const thisMachine = ["localhost", "127.0.0.1", "::1"];
const { connect } = Socket.prototype;

/** The host in the arguments of `connect`: (options), (port, host), (path), or an array of these from `net.connect`. */
function hostOf(args) {
	const [first, second] = Array.isArray(args[0]) ? args[0] : args;
	if (typeof first === "object" && first !== null) return first.host;
	return typeof second === "string" ? second : undefined;
}

Socket.prototype.connect = function (...args) {
	const host = hostOf(args);
	if (host !== undefined && !thisMachine.includes(host)) log({ host });
	return connect.apply(this, args);
};

log({ script: process.argv[1] });
