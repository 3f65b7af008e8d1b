import { createConnection } from "vscode-languageserver/node";
import { serve } from "./serve.ts";

/** The language server as a process of its own: `--stdio`, or `--node-ipc` under VS Code. */
serve(createConnection());
