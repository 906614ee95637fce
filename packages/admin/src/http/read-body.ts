import { LatchkeyError } from "@latchkey/core";
import express, { type Request, type Response } from "express";

import type { BodyType } from "./content-type.js";

/** 64 KB: twice what the largest key there can be needs. */
const LARGEST = 65_536;

const readRaw = express.raw({ limit: LARGEST, type: () => true, inflate: false });

/** What a request's body of at most 64 KB says, whether it is still to be read or the application has parsed it. */
export async function readBody(req: Request, res: Response, type: BodyType): Promise<unknown> {
  const parsed: unknown = req.body;
  if (!isConsumed(req)) await bytesRead(req, res);
  const body: unknown = req.body;
  if (Buffer.isBuffer(body)) return parse(body, type);
  // Express 4 makes a missing body {}: only what was there before is the application's.
  refuseLarge(req, parsed);
  return parsed;
}

/** Whether there is nothing to read, nor was anything in what the application has read. */
export function isWithoutBody({ headers, body }: Request): boolean {
  const announced = headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
  return !announced && Object.keys((body ?? {}) as object).length === 0;
}

/** Read by something that left a body and did not tell body-parser, which on Express 4 would fail. */
function isConsumed(req: Request): boolean {
  return req.body !== undefined && !req.readable;
}

function bytesRead(req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    readRaw(req, res, (fault?: unknown) => (fault === undefined ? resolve() : reject(readFault(fault))));
  });
}

/** What body-parser found, by the status it proposes; a fault without one is no fault of the client. */
function readFault(fault: unknown): unknown {
  const { status } = fault as { readonly status?: unknown };
  if (status === 413) return tooLarge();
  if (status === 415) {
    return new LatchkeyError("unsupported_media_type", "Send the body as it is, without a Content-Encoding.");
  }
  return typeof status === "number" && status < 500
    ? broken("could not be read to its end; send all of it")
    : fault;
}

const PARSERS: Readonly<Record<BodyType, { readonly read: (text: string) => unknown; readonly is: string }>> =
  {
    "application/json": { read: (text) => JSON.parse(text) as unknown, is: "JSON; send one JSON object" },
    "application/x-www-form-urlencoded": { read: readForm, is: "a form; send name=value, joined by &" },
  };

/** RFC 8259 §8.1: JSON is UTF-8, and broken UTF-8 is broken JSON, not a text with question marks in it. */
function parse(bytes: Buffer, type: BodyType): unknown {
  if (bytes.length > LARGEST) throw tooLarge();
  const { read, is } = PARSERS[type];
  try {
    return read(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw broken(`is not ${is}`);
  }
}

/**
 * The fields of a form; those that come more than once as a list, as other parsers have it. What has no `=` is a mistake
 * that is told without its text: it is the value that was to be sent, such as a token.
 */
function readForm(text: string): unknown {
  if (text.split("&").some((pair) => pair !== "" && !pair.includes("="))) throw new Error("no field");
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const known = fields.get(name);
    if (Array.isArray(known)) known.push(value);
    else fields.set(name, known === undefined ? value : [known, value]);
  }
  return Object.fromEntries(fields);
}

function refuseLarge(req: Request, parsed: unknown): void {
  const announced = Number(req.headers["content-length"] ?? 0);
  if (announced > LARGEST || jsonSize(parsed) > LARGEST) throw tooLarge();
}

/** What is nested too deeply to be written again is as good as too large. */
function jsonSize(value: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(value) ?? "");
  } catch {
    return Infinity;
  }
}

function broken(how: string): LatchkeyError {
  return new LatchkeyError("invalid_request", `The body ${how}.`);
}

function tooLarge(): LatchkeyError {
  return new LatchkeyError("body_too_large", `The body is larger than ${LARGEST} bytes.`);
}
