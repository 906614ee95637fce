import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import typescript from "typescript";

/** What an entry exports, in the order of their names, apart from each other where a comment parts them: with docstrings and signatures. */
export function exportsOf(entry) {
  const file = parsed(entry);
  let heading = "";
  const found = file.statements.filter(typescript.isExportDeclaration).flatMap((statement) => {
    heading = headingOf(file, statement) ?? heading;
    return statement.exportClause.elements.map(({ name: { text: name }, isTypeOnly }) => {
      const declarations = declarationsOf(sourceOf(entry, statement), name);
      return { name, isType: statement.isTypeOnly || isTypeOnly, heading, declarations };
    });
  });
  const place = ({ name, isType }) => `${name.toLowerCase()} ${isType}`;
  return found.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

function headingOf({ text }, { pos }) {
  const ranges = typescript.getLeadingCommentRanges(text, pos) ?? [];
  const line = ranges.findLast(({ kind }) => kind === typescript.SyntaxKind.SingleLineCommentTrivia);
  return line && text.slice(line.pos + 2, line.end).trim();
}

const files = new Map();

function parsed(path) {
  const known =
    files.get(path) ??
    typescript.createSourceFile(path, readFileSync(path, "utf8"), typescript.ScriptTarget.Latest, true);
  files.set(path, known);
  return known;
}

function sourceOf(path, { moduleSpecifier }) {
  return join(dirname(path), moduleSpecifier.text).replace(/\.js$/, ".ts");
}

/** Of overloads those that can be called; where a file only passes a name on, those of the file that has it. */
function declarationsOf(path, name) {
  const { statements } = parsed(path);
  const all = statements.filter((statement) =>
    typescript.isVariableStatement(statement)
      ? statement.declarationList.declarations.some((declared) => declared.name.text === name)
      : statement.name?.text === name,
  );
  if (all.length === 0) return declarationsOf(sourceOf(path, passedOn(path, name)), name);
  const overloads = all.filter((statement) => typescript.isFunctionDeclaration(statement) && !statement.body);
  return (overloads.length > 0 ? overloads : all).map((statement) => ({
    doc: docOf(statement),
    signature: signatureOf(statement).replace(/^export /, ""),
  }));
}

function passedOn(path, name) {
  const found = parsed(path).statements.find(
    (statement) =>
      typescript.isExportDeclaration(statement) &&
      statement.exportClause.elements.some((element) => element.name.text === name),
  );
  if (found === undefined) throw new Error(`${path} does not declare ${name}`);
  return found;
}

function docOf(node) {
  const { pos, end } = node.jsDoc?.at(-1) ?? {};
  return pos === undefined ? undefined : node.getSourceFile().text.slice(pos, end);
}

/** The text of a declaration without what it does. */
function signatureOf(statement) {
  if (typescript.isFunctionDeclaration(statement)) return cut(statement, statement.body);
  if (typescript.isVariableStatement(statement)) return constant(statement);
  if (!typescript.isClassDeclaration(statement)) return statement.getText();
  const members = statement.members.map((member) => `${indent(member)}${cut(member, member.body)}`);
  return `${statement.getText().split("{", 1)[0]}{\n${members.join("\n")}\n}`;
}

function indent(member) {
  const doc = docOf(member);
  return doc === undefined ? "  " : `  ${doc}\n  `;
}

function cut(node, body) {
  const text = node.getText();
  return body === undefined ? text : `${text.slice(0, body.pos - node.getStart()).trimEnd()};`;
}

/** Its type where that is written, what it is where that is its type, and otherwise the names in it. */
function constant(statement) {
  const [{ name, type, initializer }] = statement.declarationList.declarations;
  if (type !== undefined) return `const ${name.getText()}: ${type.getText()};`;
  if (typescript.isSatisfiesExpression(initializer)) {
    const names = initializer.expression.properties?.map((property) => property.name.getText()) ?? [];
    return `const ${name.getText()}: { ${names.join(", ")} } satisfies ${initializer.type.getText()};`;
  }
  return statement.getText();
}
