import { randomUUID } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { access, lstat, open, readFile, realpath, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../cli/failure.ts";
import type { Change } from "../cli/shell.ts";

/** A new text that lies beside the file it is to replace. */
interface Staged {
	readonly file: string;
	readonly temporary: string;
}

/** As `Shell.replace`: every new text is first written beside its file, and only then all are put in place. */
export async function replaceFiles(folder: string, changes: readonly Change[]): Promise<void> {
	const root = await realpath(folder);
	const staged: Staged[] = [];
	try {
		for (const change of changes) await stage(root, change, staged);
		for (const { file, temporary } of staged) await rename(temporary, file);
	} catch (error) {
		for (const { temporary } of staged) await rm(temporary, { force: true });
		throw error instanceof Failure ? error : new Failure(error instanceof Error ? error.message : String(error));
	}
}

async function stage(root: string, { path, before, after }: Change, staged: Staged[]): Promise<void> {
	const file = join(root, path);
	const stats = await lstat(file);
	if (!stats.isFile() || (await realpath(file)) !== file) throw new Failure(`${file} is reached through a link`);
	await access(file, constants.W_OK);
	await mustBe(file, before);
	const temporary = `${file}.${randomUUID()}.tmp`;
	staged.push({ file, temporary });
	await write(temporary, after, stats);
}

/** What is read and not written back byte for byte would be lost. */
async function mustBe(file: string, text: string): Promise<void> {
	const bytes = await readFile(file);
	if (bytes.equals(Buffer.from(text))) return;
	const isSame = new TextDecoder().decode(bytes) === text;
	throw new Failure(
		isSame ? `${file} starts with a byte order mark or is not UTF-8` : `${file} was changed in the meantime`,
	);
}

async function write(temporary: string, text: string, like: Stats): Promise<void> {
	const handle = await open(temporary, "wx", like.mode);
	try {
		await handle.writeFile(text);
		const own = await handle.stat();
		if (own.uid !== like.uid || own.gid !== like.gid) await handle.chown(like.uid, like.gid);
		// The umask takes from the mode of a new file, and a new owner from its special bits.
		await handle.chmod(like.mode);
		await handle.sync();
	} finally {
		await handle.close();
	}
}
