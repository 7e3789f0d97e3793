// Builds everything sent to the browser: one style sheet, the scripts, the fonts and the logo.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";
import wawoff2 from "wawoff2";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const target = "../src/Commissioning.Web/wwwroot/assets";

// Latin Extended is for names such as Łukasz; a browser fetches a subset only when a page uses it.
const fonts = [
  ...["latin", "latin-ext"].map((subset) => ["noto-sans", subset]),
  // Of these a page needs none, since a phone has its own; letters are printed with them.
  ...["arabic", "bengali", "devanagari", "gujarati", "gurmukhi"].map((script) => [`noto-sans-${script}`, script]),
].flatMap(([family, subset]) => [400, 700].map((weight) => [family, `${family}-${subset}-${weight}-normal.woff2`]));

await mkdir(here(`${target}/fonts`), { recursive: true });
await Promise.all([
  ...fonts.map(([family, file]) => copyFile(here(`node_modules/@fontsource/${family}/files/${file}`), here(`${target}/fonts/${file}`))),
  copyFile(here("images/mark.svg"), here(`${target}/mark.svg`)),
]);
// QuestPDF cannot read web fonts. Decoded one at a time, because the decoder has one shared memory.
for (const [family, file] of fonts) {
  const font = await wawoff2.decompress(await readFile(here(`node_modules/@fontsource/${family}/files/${file}`)));
  await writeFile(here(`${target}/fonts/${file.replace(".woff2", ".ttf")}`), font);
}
// The commonest passwords, which the portal refuses: hashes, because nobody needs to read them.
const passwords = JSON.parse(await readFile(here("node_modules/@zxcvbn-ts/language-common/src/passwords.json"), "utf8"));
const hash = (password) => createHash("sha256").update(password.toLowerCase()).digest("hex").slice(0, 16);
await writeFile(here(`${target}/common-passwords.txt`), `${passwords.map(hash).join("\n")}\n`);
await esbuild.build({
  entryPoints: [here("js/portal.js")],
  outfile: here(`${target}/portal.js`),
  bundle: true,
  format: "esm",
  minify: true,
  legalComments: "none",
  logLevel: "error",
});
const { css } = sass.compile(here("css/portal.scss"), {
  loadPaths: [".", "node_modules/govuk-frontend/dist", "node_modules/@ministryofjustice/frontend"].map(here),
  quietDeps: true,
  style: "compressed",
  // Hide deprecation warnings inside packages, but show those about our own files.
  logger: { warn: (message, { stack }) => stack?.includes("node_modules") || console.error(message) },
});
await writeFile(here(`${target}/portal.css.br`), brotliCompressSync(css));
await writeFile(here(`${target}/portal.js.br`), brotliCompressSync(await readFile(here(`${target}/portal.js`))));
// Last, because MSBuild uses this file's time as the time of the whole build.
await writeFile(here(`${target}/portal.css`), css);
