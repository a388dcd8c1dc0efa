// Runs SQL by DuckDB: node duckdb.cjs SQL FILE.  $FILE in the SQL is the
// file; of each SELECT the first column is printed.
const { readFileSync } = require("node:fs");
const { DuckDBInstance } = require("@duckdb/node-api");

async function main(sqlFile, file) {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const text = readFileSync(sqlFile, "utf8").replaceAll("$FILE", file);
  for (const statement of text.replace(/^--.*\n/gm, "").split(/;\s*\n/)) {
    if (!statement.trim()) continue;
    const answer = await connection.runAndReadAll(statement);
    if (!statement.startsWith("SELECT")) continue;
    const lines = answer.getColumns()[0] ?? [];
    process.stdout.write(lines.map((line) => line + "\n").join(""));
  }
}

main(process.argv[2], process.argv[3]).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
