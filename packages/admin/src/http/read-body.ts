import { LatchkeyError } from "@latchkey/core";
import express, { type Request, type Response } from "express";

/** 64 KB: twice what the largest key there can be needs. */
const LARGEST = 65_536;

const readRaw = express.raw({ limit: LARGEST, type: () => true, inflate: false });

/** The JSON of a request's body, of at most 64 KB, whether it is still to be read or the application has parsed it. */
export async function readBody(req: Request, res: Response): Promise<unknown> {
  const parsed: unknown = req.body;
  if (!isConsumed(req)) await bytesRead(req, res);
  const body: unknown = req.body;
  if (Buffer.isBuffer(body)) return parseJson(body);
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
  return typeof status === "number" && status < 500 ? broken("could not be read to its end") : fault;
}

/** RFC 8259 §8.1: JSON is UTF-8, and broken UTF-8 is broken JSON, not a text with question marks in it. */
function parseJson(bytes: Buffer): unknown {
  if (bytes.length > LARGEST) throw tooLarge();
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw broken("is not JSON");
  }
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
  return new LatchkeyError("invalid_request", `The body ${how}; send one JSON object.`);
}

function tooLarge(): LatchkeyError {
  return new LatchkeyError("body_too_large", `The body is larger than ${LARGEST} bytes.`);
}
