import { inflateRawSync } from "node:zlib";

/** The files of a zip archive, by name. Reads what vsce writes: deflated or stored, no Zip64, no encryption. */
export function unzip(archive: Buffer): Map<string, Buffer> {
	const files = new Map<string, Buffer>();
	const end = archive.lastIndexOf("PK\x05\x06", undefined, "latin1");
	let at = archive.readUInt32LE(end + 16);
	for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
		const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field));
		const name = archive.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
		files.set(name, content(archive, at));
		at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
	}
	return files;
}

/** The content of the file whose entry in the archive's directory is at `entry`. */
function content(archive: Buffer, entry: number): Buffer {
	const header = archive.readUInt32LE(entry + 42);
	const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
	const bytes = archive.subarray(start, start + archive.readUInt32LE(entry + 20));
	return archive.readUInt16LE(entry + 10) === 0 ? bytes : inflateRawSync(bytes);
}
